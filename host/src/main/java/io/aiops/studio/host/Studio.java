package io.aiops.studio.host;

import io.aiops.studio.host.approval.ApprovalService;
import io.aiops.studio.host.connection.ConnectionService;
import io.aiops.studio.host.definition.WorkflowService;
import io.aiops.studio.host.engine.DeadLetterService;
import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.engine.LimitService;
import io.aiops.studio.host.engine.SignalService;
import io.aiops.studio.host.event.EventFeed;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.grant.GrantService;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.node.NodeService;
import io.aiops.studio.host.observer.Metrics;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.query.ExecutionQuery;
import io.aiops.studio.host.query.QueueQuery;
import io.aiops.studio.host.retention.RetentionService;
import io.aiops.studio.host.trigger.HookService;
import io.aiops.studio.host.trigger.TriggerService;
import io.aiops.studio.host.trust.PublisherService;
import io.aiops.studio.host.trust.RevocationService;
import io.aiops.studio.host.trust.TrustService;

/**
 * What a running studio offers to views and REST. Get it by CDI: {@code @Inject Studio studio}.
 *
 * @param workflows definitions
 * @param executions starting and cancelling
 * @param signals telling executions what they wait for
 * @param approvals what executions ask people
 * @param query reading executions
 * @param queues how the queues between engine and workers stand
 * @param deadLetters commands that could not be handled
 * @param limits how many executions may run at the same time
 * @param retention how long executions are kept
 * @param feed hearing that an execution moved
 * @param files inputs and reports
 * @param plugins bundles
 * @param grants what bundles may have
 * @param publishers whose bundles are trusted
 * @param trust what is known of bundles that are installed
 * @param revocations which bundles must not serve any more
 * @param connections configured connectors and model providers
 * @param identity people
 * @param triggers what starts executions by itself
 * @param hooks taking webhooks' deliveries
 * @param health what is up
 * @param selfCheck what is wrong, and what happens next
 * @param nodes who shares the database and the broker, and what this one does for them
 * @param metrics counters for Prometheus
 */
public record Studio(
    WorkflowService workflows,
    ExecutionService executions,
    SignalService signals,
    ApprovalService approvals,
    ExecutionQuery query,
    QueueQuery queues,
    DeadLetterService deadLetters,
    LimitService limits,
    RetentionService retention,
    EventFeed feed,
    FileService files,
    PluginService plugins,
    GrantService grants,
    PublisherService publishers,
    TrustService trust,
    RevocationService revocations,
    ConnectionService connections,
    IdentityService identity,
    TriggerService triggers,
    HookService hooks,
    Health health,
    SelfCheck selfCheck,
    NodeService nodes,
    Metrics metrics) {}
