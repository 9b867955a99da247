-- What goes first among what waits: 0 to 9.
alter table execution add column priority smallint not null default 4;
