-- What outside does not answer a node now, as JSON: a list of workspaceId, what, until.
alter table node add column silent text not null default '[]';
