package io.aiops.studio.host.definition;

import java.time.Instant;
import java.util.UUID;

/**
 * One saved version of a workflow's text; never changed afterwards.
 *
 * @param workflowId the workflow
 * @param name the workflow's name
 * @param version 1, 2, 3 …
 * @param title as the text says
 * @param description as the text says
 * @param text exactly what the user wrote
 * @param savedAt when
 * @param savedBy user name
 */
public record WorkflowVersion(
    UUID workflowId,
    String name,
    int version,
    String title,
    String description,
    String text,
    Instant savedAt,
    String savedBy) {}
