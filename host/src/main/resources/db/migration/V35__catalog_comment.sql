-- What people say of listings, as often as they like; each remembers whose it is and where.
create table catalog_comment (
    id           uuid primary key,
    listing      text        not null,
    workspace_id uuid        not null,
    user_id      uuid        not null,
    user_name    text        not null,
    words        text        not null,
    written_at   timestamptz not null,
    hidden       text        not null default ''
);
create index catalog_comment_listing on catalog_comment (listing, written_at);
