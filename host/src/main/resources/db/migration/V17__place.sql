-- How many calls a connection takes at the same time; null for any number.
alter table connection add column calls int;

-- Which attempts have places at connections that take only so many calls at the same time
-- (granted_at), and which wait for them.
create table place (
    execution_id uuid        not null,
    path         text        not null,
    workspace_id uuid        not null,
    attempt      int         not null,
    round        int         not null,
    connections  uuid[]      not null,
    priority     smallint    not null,
    asked_at     timestamptz not null,
    granted_at   timestamptz,
    taken        boolean     not null default false,
    primary key (execution_id, path)
) with (fillfactor = 70);
