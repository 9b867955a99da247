create table workflow (
    id             uuid primary key,
    workspace_id   uuid    not null,
    name           text    not null,
    newest_version int     not null,
    removed        boolean not null default false,
    unique (workspace_id, name)
);

-- Never changed: executions are pinned to a version.
create table workflow_version (
    workflow_id  uuid        not null references workflow (id),
    version      int         not null,
    workspace_id uuid        not null,
    title        text        not null,
    description  text        not null,
    text         text        not null,
    saved_at     timestamptz not null,
    saved_by     text        not null,
    primary key (workflow_id, version)
);
