-- Which template a version of a workflow was made from: what its next version is compared with.
create table workflow_origin (
    workflow_id      uuid        not null,
    version          int         not null,
    workspace_id     uuid        not null,
    template         text        not null,
    template_version text        not null,
    sha256           text        not null,
    text             text        not null,
    choices          text        not null,
    lineage          text        not null,
    taken_at         timestamptz not null,
    taken_by         text        not null,
    primary key (workflow_id, version),
    foreign key (workflow_id, version) references workflow_version (workflow_id, version)
);

create index workflow_origin_workspace on workflow_origin (workspace_id);
