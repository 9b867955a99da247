package io.aiops.studio.marketplace.install;

import io.aiops.studio.host.grant.Consent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version that is brought from a catalog and installed, or was.
 *
 * @param catalog that it is taken from
 * @param before the version that was installed when it began; empty if none was
 * @param done bytes of the package that have come
 * @param total bytes of the package
 * @param sentence what became of it, for people; empty until it has ended
 * @param consent what somebody has to agree to; null unless the stage is WANTS_CONSENT
 * @param begunBy user name
 * @param endedAt null until it has ended
 */
public record Installation(
    UUID id,
    String listing,
    String version,
    String catalog,
    String before,
    Stage stage,
    long done,
    long total,
    String sentence,
    @Nullable Consent consent,
    String begunBy,
    Instant begunAt,
    @Nullable Instant endedAt) {}
