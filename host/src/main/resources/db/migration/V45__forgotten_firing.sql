-- Firings that nothing needs any more are removed; up to when it is then unknown which times of a schedule have fired.
alter table workflow_trigger add column forgotten_to timestamptz;
create index trigger_firing_over on trigger_firing (workspace_id, try_at) where status <> 'DUE';
