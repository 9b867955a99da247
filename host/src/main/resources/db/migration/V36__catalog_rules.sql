-- What an administrator has decided of this studio's own catalog; one row, or none for all false.
create table catalog_rules (
    only_one  boolean primary key default true check (only_one),
    open      boolean not null,
    four_eyes boolean not null
);

-- Who submits and withdraws versions for a publisher's namespace without being an administrator.
create table catalog_contributor (
    namespace text        not null,
    user_id   uuid        not null,
    user_name text        not null,
    added_at  timestamptz not null,
    added_by  text        not null,
    primary key (namespace, user_id)
);
create index catalog_contributor_user on catalog_contributor (user_id);
