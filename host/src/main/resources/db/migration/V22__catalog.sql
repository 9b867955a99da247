-- The catalog belongs to the studio, not to a workspace, as plugins do. Downloads and reviews
-- remember whose they are.

-- Packages, READMEs and pictures, each once; named by the SHA-256 of the bytes.
create table catalog_file (
    sha256  text primary key,
    content bytea not null
);
alter table catalog_file alter column content set storage external;

-- A version of a listing, from its submission on. Nothing of what was submitted is ever changed.
create table catalog_release (
    id           uuid primary key,
    listing      text        not null,
    version      text        not null,
    state        text        not null,
    shown        text        not null, -- what the package shows of itself, JSON
    about        text        not null, -- what its publisher says beside it, JSON
    submitted_at timestamptz not null,
    submitted_by text        not null,
    decided_at   timestamptz,
    decided_by   text,
    reason       text        not null default '',
    yanked       text        not null default ''
);
-- A version that was rejected may be submitted again.
create unique index catalog_release_version on catalog_release (listing, version)
    where state <> 'REJECTED';
create index catalog_release_state on catalog_release (state, submitted_at);

create table catalog_deprecation (
    listing   text primary key,
    reason    text not null,
    successor text not null
);

-- The index as it was last issued, and the sealed key that signs it; one row.
create table catalog_issue (
    only_one boolean primary key default true check (only_one),
    signing  text   not null,
    serial   bigint not null,
    content  text   not null, -- hash of what it lists
    document bytea  not null
);

-- Other catalogs, and how far each was seen: nobody may show an older index.
create table catalog_source (
    name      text primary key,
    position  integer     not null,
    kind      text        not null,
    location  text        not null,
    index_key text        not null,
    added_at  timestamptz not null,
    added_by  text        not null,
    serial    bigint      not null default 0,
    seen      text        not null default '', -- hash of that index
    namespaces text       not null default ''  -- that it keeps, even while it is away
);

create table catalog_download (
    listing      text    not null,
    version      text    not null,
    day          date    not null,
    user_id      uuid    not null,
    workspace_id uuid    not null,
    times        integer not null,
    primary key (listing, version, day, user_id, workspace_id)
);
create index catalog_download_user on catalog_download (user_id, listing);

create table catalog_review (
    listing      text        not null,
    user_id      uuid        not null,
    workspace_id uuid        not null,
    user_name    text        not null,
    version      text        not null,
    stars        integer     not null,
    words        text        not null,
    written_at   timestamptz not null,
    hidden       text        not null default '',
    primary key (listing, user_id)
);
