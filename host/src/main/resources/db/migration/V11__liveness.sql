-- When the engine looks at an execution if nothing else happened; null once it has ended, or while it
-- waits for something outside. The index on status goes: this one finds what never began, too.
alter table execution add column look_at timestamptz;
update execution set look_at = now() where status not in ('COMPLETED', 'FAILED', 'CANCELLED');
create index execution_look_at on execution (look_at) where look_at is not null;
drop index execution_pending;

-- Who runs which attempt, for those that run longer than a moment. Renewed by the node's beat.
create table task_lease (
    execution_id uuid        not null,
    path         text        not null,
    attempt      int         not null,
    node         uuid        not null,
    until        timestamptz not null,
    primary key (execution_id, path, attempt)
) with (fillfactor = 50);
