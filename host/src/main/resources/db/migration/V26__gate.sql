-- What was found out about a jar before it was let in, by the SHA-256 of the jar.
create table plugin_judgement (
    sha256    text primary key,
    judged_at timestamptz not null,
    signature text        not null,
    code      text        not null
);

-- The newest list of what must not serve any more. One row: a list takes the place of an older one,
-- never of a newer one.
create table revocation_list (
    only_one   boolean primary key default true check (only_one),
    serial     bigint      not null,
    document   bytea       not null,
    taken_at   timestamptz not null
);
