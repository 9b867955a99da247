-- Queues in which tasks of a workspace for a pool may wait: who asks a broker that does not tell which queues it has
-- asks about these. The broker keeps a queue for good, and so its row stays.
create table lane (
    workspace_id uuid not null,
    pool         text not null,
    primary key (workspace_id, pool)
);
