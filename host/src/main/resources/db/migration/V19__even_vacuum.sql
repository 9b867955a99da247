-- With checksums, the first thing a vacuum notes on a page after a checkpoint copies the whole page into
-- PostgreSQL's log, where commits wait behind it. So events are looked through soon after they came,
-- before most checkpoints, and a fixed number at a time, not a fifth of all there are. They never change:
-- frozen at once, none is read again when transaction numbers run out. What has to come from the disk
-- for it is spread.
alter table execution_event set (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 100000,
    autovacuum_freeze_min_age = 0,
    autovacuum_vacuum_cost_delay = 20
);
alter table execution set (autovacuum_vacuum_cost_delay = 20);
