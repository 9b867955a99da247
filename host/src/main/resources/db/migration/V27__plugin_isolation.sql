-- What stands between a plugin's code and the studio: TRUSTED, in its process, or SEPARATE.
alter table plugin_set_entry add column isolation text not null default 'TRUSTED';
alter table plugin_set_entry alter column isolation drop default;
