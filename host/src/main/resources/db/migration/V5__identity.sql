-- People, the workspaces they belong to, their tokens, and the record of what they did.
create table workspace (
    id         uuid primary key,
    name       text        not null,
    created_at timestamptz not null
);

create table person (
    id            uuid primary key,
    user_name     text        not null unique,
    display_name  text        not null,
    password_hash text        not null,
    enabled       boolean     not null default true,
    session_epoch int         not null default 0,
    created_at    timestamptz not null,
    last_sign_in  timestamptz
);

create table membership (
    workspace_id uuid        not null references workspace (id),
    user_id      uuid        not null references person (id),
    role         text        not null,
    joined_at    timestamptz not null,
    primary key (workspace_id, user_id)
);
create index membership_by_person on membership (user_id, joined_at);

create table api_token (
    id           uuid primary key,
    workspace_id uuid        not null,
    user_id      uuid        not null,
    name         text        not null,
    hash         text        not null unique,
    scopes       text[]      not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    foreign key (workspace_id, user_id) references membership (workspace_id, user_id) on delete cascade
);
create index api_token_by_person on api_token (workspace_id, user_id);

-- Failed sign-ins in a row, per name and per address. These belong to no workspace.
create table sign_in_attempt (
    key          text primary key,
    failures     int         not null,
    last_at      timestamptz not null,
    locked_until timestamptz
);

create table sign_in_address (
    user_id uuid        not null references person (id) on delete cascade,
    address text        not null,
    last_at timestamptz not null,
    primary key (user_id, address)
);

-- No reference to person: the record stays readable whatever becomes of the person.
create table audit_record (
    id           bigint generated always as identity primary key,
    workspace_id uuid        not null,
    at           timestamptz not null,
    user_id      uuid        not null,
    user_name    text        not null,
    action       text        not null,
    subject      text        not null,
    details      jsonb       not null
);
create index audit_record_by_workspace on audit_record (workspace_id, id desc);

create function audit_record_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_record is append-only: % refused', tg_op;
end
$$;
create trigger audit_record_rows before update or delete on audit_record
    for each row execute function audit_record_is_append_only();
create trigger audit_record_table before truncate on audit_record
    for each statement execute function audit_record_is_append_only();
