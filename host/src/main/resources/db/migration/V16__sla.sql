-- How many promises were broken lately, without reading other events.
create index execution_event_sla on execution_event (workspace_id, at) where type = 'SlaBreached';
