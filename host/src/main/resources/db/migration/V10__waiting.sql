-- Which signals an execution has had, and which were taken, without reading its other events.
create index execution_event_signal on execution_event (execution_id)
    where type in ('SignalReceived', 'SignalTaken');

-- What executions ask people: written in the transaction of the events it follows from. The claim
-- is the decision that counts, from the moment it was made until the execution has taken it in.
create table approval (
    id              uuid primary key,
    workspace_id    uuid        not null,
    execution_id    uuid        not null,
    workflow        text        not null,
    path            text        not null,
    attempt         int         not null,
    round           int         not null,
    tool            text,
    question        text        not null,
    details         text        not null,
    hash            text        not null,
    assignees       text[]      not null,
    requested_at    timestamptz not null,
    escalate_at     timestamptz,
    escalated       boolean     not null default false,
    until           timestamptz,
    state           text        not null,
    claim           text,
    claimed_at      timestamptz,
    decided_by      text,
    decided_at      timestamptz,
    comment         text,
    decided_details text
);
create index approval_waiting on approval (workspace_id, requested_at, id)
    where state = 'PENDING';
create index approval_claimed on approval (claimed_at) where state = 'DECIDING';
create index approval_by_execution on approval (execution_id);
