-- Which plugins serve is a document: each change writes the next version of it, whole. It belongs
-- to the studio, not to a workspace: one framework serves all.
create table plugin_jar (
    sha256 text primary key,
    jar    bytea not null
);
alter table plugin_jar alter column jar set storage external;

create table plugin_set (
    version bigint primary key,
    made_at timestamptz not null,
    made_by text        not null,
    why     text        not null
);

-- since: the version of the set from which on the plugin stands in it as it does here.
-- previous: whose place its jar took, and which comes back if it turns out to be worse.
create table plugin_set_entry (
    set_version  bigint      not null references plugin_set on delete cascade,
    name         text        not null,
    version      text        not null,
    title        text        not null,
    description  text        not null,
    sha256       text        not null references plugin_jar,
    enabled      boolean     not null,
    shipped      boolean     not null,
    installed_at timestamptz not null,
    installed_by text        not null,
    since        bigint      not null,
    previous     text,
    primary key (set_version, name)
);
create index on plugin_set_entry (sha256);

insert into plugin_jar (sha256, jar) select distinct on (sha256) sha256, jar from plugin;
insert into plugin_set (version, made_at, made_by, why)
    select 1, now(), 'studio', 'Plugins installed before sets were kept' where exists (select from plugin);
insert into plugin_set_entry
    select 1, name, version, title, description, sha256, enabled, shipped, installed_at,
           installed_by, 1, null
    from plugin;
drop table plugin;
