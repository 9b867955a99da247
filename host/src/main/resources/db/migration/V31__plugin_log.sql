-- The last lines that plugins wrote on each node, JSON, with the workspace that each is of.
create table node_plugin_log (
    node_id uuid not null references node (id) on delete cascade,
    plugin  text not null,
    lines   text not null,
    primary key (node_id, plugin)
);
