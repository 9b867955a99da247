-- What goes first among what waits: 0 to 9.
alter table execution add column priority smallint not null default 4;

-- Commands that could never be handled, until somebody sends them again or drops them.
create table dead_letter (
    id           uuid primary key,
    workspace_id uuid        not null,
    execution_id uuid        not null,
    type         text        not null,
    body         text        not null,
    why          text        not null,
    tries        int         not null,
    at           timestamptz not null
);
create index dead_letter_by_age on dead_letter (workspace_id, at desc);
