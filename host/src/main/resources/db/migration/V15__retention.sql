-- How long a workspace keeps executions that have ended; none, or null days: for ever.
create table retention (
    workspace_id uuid primary key,
    days         int,
    changed_by   text        not null,
    effective_at timestamptz not null
);
create index execution_ended on execution (workspace_id, ended_at) where ended_at is not null;

-- History stays append-only, but for what retention removes whole, which says so.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('studio.retention', true) = 'on' then
        return null;
    end if;
    raise exception '% is append-only', tg_table_name;
end $$;
