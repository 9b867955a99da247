-- Publishers belong to the studio, not to a workspace, as plugins do.
create table publisher (
    namespace text primary key,
    name      text        not null,
    added_at  timestamptz not null,
    added_by  text        not null
);

-- The id is the SHA-256 of the key's bytes; one key may serve several namespaces.
create table publisher_key (
    namespace   text        not null references publisher on delete cascade,
    id          text        not null,
    public_key  text        not null,
    added_at    timestamptz not null,
    valid_until timestamptz,
    primary key (namespace, id)
);

-- Outlives the publisher: who is removed and entered again does not get a lost key back.
create table key_revocation (
    id         text primary key,
    reason     text        not null,
    revoked_at timestamptz not null
);
