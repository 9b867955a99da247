-- Each event carries the hash of itself and all before it: what is changed afterwards is found.
-- Events written before this have an empty one, which no verification accepts.
alter table execution_event add column hash bytea not null default '';
alter table execution_event alter column hash drop default;
