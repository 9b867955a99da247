-- Templates that a workspace shares among its own people. A version that was shared once stays what
-- it was: what is taken away loses its content and keeps its hash.
create table shared_template (
    workspace_id uuid        not null,
    template     text        not null,
    version      text        not null,
    kind         text        not null,
    title        text        not null,
    description  text        not null,
    workflow     text        not null,
    sha256       text        not null,
    size         bigint      not null,
    content      bytea,
    shared_at    timestamptz not null,
    shared_by_id uuid        not null,
    shared_by    text        not null,
    primary key (workspace_id, template, version)
);

-- What kind of template it was: a workflow, as all were until now, or one agent.
alter table workflow_origin add column kind text not null default 'WORKFLOW';
