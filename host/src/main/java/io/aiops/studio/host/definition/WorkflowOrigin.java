package io.aiops.studio.host.definition;

import java.time.Instant;
import java.util.UUID;

/**
 * The newest template that a workflow was made from, or updated with.
 *
 * @param workflow the workflow's name
 * @param workflowVersion which version of the workflow was saved with it
 * @param takenBy user name
 */
public record WorkflowOrigin(
    UUID workflowId,
    String workflow,
    int workflowVersion,
    Origin origin,
    Instant takenAt,
    String takenBy) {}
