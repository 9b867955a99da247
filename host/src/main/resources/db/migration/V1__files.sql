-- Files that workflows read and write, in chunks so that none is ever whole in memory.
create table file (
    id           uuid primary key,
    workspace_id uuid        not null,
    name         text        not null,
    media_type   text        not null,
    size         bigint      not null,
    saved_at     timestamptz not null,
    saved_by     text        not null
);
create index file_by_workspace on file (workspace_id, saved_at desc);

create table file_chunk (
    file_id uuid   not null references file (id) on delete cascade,
    number  int    not null,
    bytes   bytea  not null,
    primary key (file_id, number)
);
alter table file_chunk alter column bytes set storage external;
