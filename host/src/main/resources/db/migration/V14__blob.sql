-- Large values of events, once each, under the hash of their content.
create table blob (
    workspace_id uuid        not null,
    hash         text        not null,
    content      bytea       not null,
    -- When it was last put: whoever removes blobs leaves alone those about to be referred to.
    used_at      timestamptz not null default now(),
    primary key (workspace_id, hash)
);

-- Which executions need a blob.
create table blob_use (
    workspace_id uuid not null,
    hash         text not null,
    execution_id uuid not null,
    primary key (workspace_id, hash, execution_id)
);
create index blob_use_by_execution on blob_use (execution_id);

-- Where in a payload blobs belong: null for almost all.
alter table execution_event add column blobs text;
