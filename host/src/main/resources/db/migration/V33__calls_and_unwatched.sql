-- Those that wait for something outside, or are forgotten: gone over again and again.
create index execution_unwatched on execution (id) where ended_at is null and look_at is null;

-- A call is known by what it asks and by how often that was answered before, not by its place.
alter table call_ledger add column occurrence int not null default 1;
update call_ledger l set occurrence = same.occurrence
from (select execution_id, step, attempt, call, row_number() over
        (partition by execution_id, step, attempt, request_hash order by call) as occurrence
    from call_ledger) same
where same.occurrence > 1 and l.execution_id = same.execution_id and l.step = same.step
    and l.attempt = same.attempt and l.call = same.call;
alter table call_ledger drop constraint call_ledger_pkey;
alter table call_ledger drop column call;
alter table call_ledger add primary key (execution_id, step, attempt, request_hash, occurrence);
