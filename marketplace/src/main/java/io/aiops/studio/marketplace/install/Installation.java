package io.aiops.studio.marketplace.install;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.plugin.Plan;
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
 * @param consent what somebody has to let it have; null unless the stage is WANTS_CONSENT
 * @param plan what follows from it, to be agreed to; null unless the stage is WANTS_AGREEMENT, and
 *     for all but who began it, as it names what their workspaces have
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
    @Nullable Plan plan,
    String begunBy,
    Instant begunAt,
    @Nullable Instant endedAt) {

  /** As that user may see it. */
  Installation seenBy(String userName) {
    return plan == null || userName.equals(begunBy)
        ? this
        : new Installation(
            id, listing, version, catalog, before, stage, done, total, sentence, consent, null,
            begunBy, begunAt, endedAt);
  }
}
