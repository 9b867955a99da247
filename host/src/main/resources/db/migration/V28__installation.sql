-- What is being installed from a catalog, or was. Plugins are the studio's, not a workspace's.
create table installation (
    id          uuid primary key,
    listing     text        not null,
    version     text        not null,
    catalog     text        not null,
    before      text        not null, -- the version that was installed then; empty if none was
    stage       text        not null,
    done        bigint      not null default 0,
    total       bigint      not null, -- bytes of the package
    sentence    text        not null default '',
    consent     text,                 -- what is asked, JSON; null if nothing is
    answer      text,                 -- the token that was given
    cancelled   boolean     not null default false,
    begun_by    text        not null,
    begun_by_id uuid        not null,
    begun_at    timestamptz not null,
    alive_at    timestamptz not null, -- when the server that does it last said so
    ended_at    timestamptz
);
create unique index installation_open on installation (lower(listing)) where ended_at is null;
create index installation_begun on installation (begun_at);

-- Publishers and keys that came with the studio: entered once, so that who takes them out is obeyed.
create table publisher_shipped (
    namespace  text        not null,
    key_id     text        not null,
    entered_at timestamptz not null default now(),
    primary key (namespace, key_id)
);
