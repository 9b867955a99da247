-- The nodes that share this database. Each writes its own row every two seconds.
create table node (
    id             uuid primary key,
    seat           uuid        not null,
    name           text        not null,
    roles          text[]      not null,
    state          text        not null,
    broker         text        not null,
    workers        int         not null,
    plugins_behind text[]      not null,
    joined_at      timestamptz not null,
    beat_at        timestamptz not null
) with (fillfactor = 50);

-- What all nodes must agree on, such as the master key: sealed under it, the value opens for those
-- that have the same.
create table shared_setting (
    name  text primary key,
    value text not null
);
