-- What goes first among what waits: 0 to 9.
alter table execution add column priority smallint not null default 4;

-- Whether it has to wait for its turn.
alter table execution add column limited boolean not null default false;

-- Who takes one of a bounded number of places (granted_at), and who waits for one.
create table limit_claim (
    execution_id  uuid primary key,
    workspace_id  uuid        not null,
    workflow_id   uuid        not null,
    workflow_most int         not null,
    priority      smallint    not null,
    asked_at      timestamptz not null,
    granted_at    timestamptz,
    taken         boolean     not null default false
) with (fillfactor = 70);
create index limit_claim_waiting on limit_claim (workflow_id, priority desc, asked_at, execution_id)
    where granted_at is null;

-- How many executions of a workspace may run at the same time, where that is bounded.
create table workspace_limit (
    workspace_id uuid primary key,
    executions   int not null
);

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
