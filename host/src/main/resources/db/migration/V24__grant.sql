-- What plugins may have belongs to the studio, not to a workspace, as plugins do. A grant is for a
-- plugin's name, whichever version of it; who gave and took what, is in the audit record.
create table plugin_grant (
    plugin     text        not null,
    permission text        not null,
    granted_by text        not null,
    granted_at timestamptz not null,
    primary key (plugin, permission)
);
