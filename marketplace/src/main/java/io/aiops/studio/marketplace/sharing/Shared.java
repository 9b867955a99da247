package io.aiops.studio.marketplace.sharing;

import io.aiops.studio.marketplace.template.Manifest;
import java.time.Instant;
import java.util.UUID;

/**
 * A version of a template that a workspace shares.
 *
 * @param template its id
 * @param version three numbers with dots
 * @param workflow the name that a workflow gets that is made from it
 * @param sha256 of the file
 * @param size of the file, in bytes
 * @param sharedBy user name of who did
 */
public record Shared(
    String template,
    String version,
    Manifest.Kind kind,
    String title,
    String description,
    String workflow,
    String sha256,
    long size,
    Instant sharedAt,
    UUID sharedById,
    String sharedBy) {}
