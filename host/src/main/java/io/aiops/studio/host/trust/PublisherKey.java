package io.aiops.studio.host.trust;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that a publisher signs with.
 *
 * @param id SHA-256 of its bytes
 * @param publicKey base64 of its SubjectPublicKeyInfo
 * @param validUntil from then on nothing signed with it is accepted; null: for ever
 * @param revokedAt null unless it is revoked, which is never taken back
 * @param reason why it is revoked; null unless it is
 */
public record PublisherKey(
    String id,
    String publicKey,
    Instant addedAt,
    @Nullable Instant validUntil,
    @Nullable Instant revokedAt,
    @Nullable String reason) {}
