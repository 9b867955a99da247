package io.aiops.studio.marketplace.publishing;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who submits versions for a publisher without being an administrator.
 *
 * @param namespace the publisher's
 * @param addedBy user name
 */
public record Contributor(
    String namespace, UUID userId, String userName, Instant addedAt, String addedBy) {}
