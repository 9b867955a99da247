-- The end of a workflow step counts as one in the chain that the execution it is a step of stands in, however far up:
-- a step has no key of its own, and a circle through one was never cut.
create or replace function raise_completion_firings() returns trigger language plpgsql as $$
begin
    insert into trigger_firing
        (workspace_id, trigger_id, key, cause, raised_at, status, source_id, depth, try_at)
    select t.workspace_id, t.id, 'trigger/' || t.id || '/ended/' || new.id, 'COMPLETION',
        new.ended_at, 'DUE', new.id,
        1 + coalesce((with recursive above (parent_id, key) as (
                          select new.parent_id, new.idempotency_key
                          union all
                          select e.parent_id, e.idempotency_key
                          from above join execution e on e.id = above.parent_id)
                      select max(f.depth) from above
                      join trigger_firing f on f.key = above.key
                          and f.workspace_id = new.workspace_id), 0),
        new.ended_at
    from workflow_trigger t
    where t.workspace_id = new.workspace_id and t.watches = new.workflow and t.enabled
        and t.removed_at is null
        and case new.status when 'COMPENSATION_FAILED' then 'FAILED' else new.status end
            = any (t.watched_ends)
    on conflict (key) do nothing;
    return null;
end $$;
