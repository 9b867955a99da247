-- What starts executions by itself. A removed trigger stays for the firings that tell of it.
create table workflow_trigger (
    id           uuid primary key,
    workspace_id uuid        not null,
    name         text        not null,
    kind         text        not null,
    workflow     text        not null,
    version      int,
    inputs       text        not null,
    settings     text        not null,
    watches      text,
    watched_ends text[],
    enabled      boolean     not null,
    secret       text,
    user_id      uuid        not null,
    user_name    text        not null,
    next_at      timestamptz,
    changed_at   timestamptz not null,
    removed_at   timestamptz
);
create unique index workflow_trigger_by_name on workflow_trigger (workspace_id, name)
    where removed_at is null;
create index workflow_trigger_due on workflow_trigger (next_at)
    where next_at is not null and removed_at is null;
create index workflow_trigger_watching on workflow_trigger (workspace_id, watches)
    where watches is not null and enabled and removed_at is null;

-- One row for each occasion: what is owed, and what became of it. No foreign key: an execution that
-- ends writes here, and must not wait for somebody who saves a trigger.
create table trigger_firing (
    id             bigint generated always as identity primary key,
    workspace_id   uuid        not null,
    trigger_id     uuid        not null,
    key            text        not null unique,
    cause          text        not null,
    scheduled_at   timestamptz,
    raised_at      timestamptz not null,
    status         text        not null,
    reason         text,
    inputs         text,
    user_id        uuid,
    source_id      uuid,
    depth          int         not null default 1,
    execution_id   uuid,
    tries          int         not null default 0,
    try_at         timestamptz not null,
    reply_queue    text,
    correlation    text,
    reply_due      boolean     not null default false,
    reply_tries    int         not null default 0,
    reply_try_at   timestamptz,
    reply_problem  text
);
create index trigger_firing_by_trigger on trigger_firing (trigger_id, id desc);
create index trigger_firing_due on trigger_firing (try_at, id) where status = 'DUE';
create index trigger_firing_reply on trigger_firing (reply_try_at) where reply_due;

-- In the transaction in which an execution ends, whoever writes it: a completion is raised exactly
-- once, and needs no cursor that a late commit could slip under.
create function raise_completion_firings() returns trigger language plpgsql as $$
begin
    insert into trigger_firing
        (workspace_id, trigger_id, key, cause, raised_at, status, source_id, depth, try_at)
    select t.workspace_id, t.id, 'trigger/' || t.id || '/ended/' || new.id, 'COMPLETION',
        new.ended_at, 'DUE', new.id,
        1 + coalesce((select f.depth from trigger_firing f
                      where f.key = new.idempotency_key and f.workspace_id = new.workspace_id), 0),
        new.ended_at
    from workflow_trigger t
    where t.workspace_id = new.workspace_id and t.watches = new.workflow and t.enabled
        and t.removed_at is null
        and case new.status when 'COMPENSATION_FAILED' then 'FAILED' else new.status end
            = any (t.watched_ends)
    on conflict (key) do nothing;
    return null;
end $$;
create trigger execution_ended after update of ended_at on execution for each row
    when (old.ended_at is null and new.ended_at is not null)
    execute function raise_completion_firings();
