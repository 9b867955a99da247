-- How the plugins of the set stand on each node, and the version of the set that it has followed.
alter table node add column plugin_set bigint not null default 0;
alter table node add column plugins text not null default '[]';
