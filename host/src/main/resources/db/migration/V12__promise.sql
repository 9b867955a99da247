-- Whose step an execution is, and what one execution owes another until it was taken in.
alter table execution add column parent text, add column parent_id uuid;
create index execution_by_parent on execution (parent_id, id) where parent_id is not null;
create table promise (
    execution_id uuid        not null,
    key          text        not null,
    type         text        not null,
    command      text        not null,
    at           timestamptz not null,
    primary key (execution_id, key)
);
create index promise_by_age on promise (at);
