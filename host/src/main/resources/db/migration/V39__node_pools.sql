-- The pools that a node serves, and how many tasks of each run there, as it last said.
alter table node add column pools text not null default '[]';
