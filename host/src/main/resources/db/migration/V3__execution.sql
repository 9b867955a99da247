-- An execution is its event log; this row is its request and a projection for lists.
create table execution (
    id               uuid primary key,
    workspace_id     uuid        not null,
    workflow_id      uuid        not null,
    workflow         text        not null,
    version          int         not null,
    status           text        not null,
    inputs           text        not null,
    started_by       text        not null,
    created_at       timestamptz not null,
    ended_at         timestamptz,
    idempotency_key  text,
    request_hash     text        not null,
    last_sequence    bigint      not null default 0,
    steps_done       int         not null default 0,
    steps_known      int         not null default 0,
    input_tokens     bigint      not null default 0,
    output_tokens    bigint      not null default 0,
    cost             numeric,
    currency         text,
    simulated        boolean     not null default false,
    failure_category text,
    failure_message  text
) with (fillfactor = 70);
create unique index execution_by_key on execution (workspace_id, idempotency_key)
    where idempotency_key is not null;
create index execution_by_age on execution (workspace_id, id desc);
create index execution_by_workflow on execution (workspace_id, workflow, id desc);
create index execution_pending on execution (created_at) where status = 'PENDING';

-- Append-only. No foreign key: the engine writes only what it has just read, and this is its hot path.
create table execution_event (
    execution_id uuid        not null,
    sequence     bigint      not null,
    workspace_id uuid        not null,
    type         text        not null,
    at           timestamptz not null,
    payload      text        not null,
    primary key (execution_id, sequence)
);
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger execution_event_append_only before update or delete on execution_event
    for each statement execute function refuse_change();

-- What a model or a tool answered, before anybody used it: a task that comes again reads it here.
create table call_ledger (
    execution_id uuid        not null,
    step         text        not null,
    attempt      int         not null,
    call         int         not null,
    workspace_id uuid        not null,
    request_hash text        not null,
    result       text        not null,
    record       text        not null,
    at           timestamptz not null,
    primary key (execution_id, step, attempt, call)
);
