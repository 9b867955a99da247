-- Plugins belong to the studio, not to a workspace: one framework serves all.
create table plugin (
    name         text primary key,
    version      text        not null,
    title        text        not null,
    description  text        not null,
    sha256       text        not null,
    enabled      boolean     not null,
    shipped      boolean     not null,
    installed_at timestamptz not null,
    installed_by text        not null,
    jar          bytea       not null
);
alter table plugin alter column jar set storage external;

create table connection (
    id           uuid primary key,
    workspace_id uuid        not null,
    kind         text        not null,
    name         text        not null,
    provider     text        not null,
    settings     text        not null,
    changed_at   timestamptz not null,
    changed_by   text        not null,
    unique (workspace_id, kind, name)
);
