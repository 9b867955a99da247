package io.aiops.studio.host.retention;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.retention.RetentionStore.Policy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes executions by policy, never by surprise. */
public final class Retentions implements RetentionService {

  private static final Logger LOG = LoggerFactory.getLogger(Retentions.class);
  private static final int MOST_DAYS = 36_500;
  private static final Duration GRACE = Duration.ofDays(1);
  private static final int AT_ONCE = 200;

  /** One round is bounded, so that the database has time for others. */
  private static final int ROUND = 10_000;

  private static final Duration BLOBS_WAIT = Duration.ofHours(1);

  /**
   * Who sends a delivery or a message once more does so within that; it must start nothing then.
   */
  private static final int FIRINGS_DAYS = 30;

  private final RetentionStore store;
  private final Removal firings;
  private final Audit audit;
  private final Clock clock;

  /**
   * @param firings those of triggers that tell of nothing that is still kept
   */
  public Retentions(RetentionStore store, Removal firings, Audit audit, Clock clock) {
    this.store = store;
    this.firings = firings;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Retention retention(Caller caller) {
    caller.require(Permission.VIEW);
    Optional<Policy> policy = store.policy(caller.workspaceId());
    Integer days = policy.map(Policy::days).orElse(null);
    return new Retention(
        days,
        policy.map(Policy::changedBy).orElse(null),
        days == null ? null : policy.map(Policy::effectiveAt).orElse(null),
        days == null ? 0 : store.ended(caller.workspaceId(), before(days)));
  }

  @Override
  public Retention keep(Caller caller, @Nullable Integer days) {
    caller.require(Permission.ADMINISTER);
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      throw new InvalidException(
          "days", "is " + days + "; expected 1 to " + MOST_DAYS + ", or null to keep for ever");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    store.set(new Policy(caller.workspaceId(), days, caller.userName(), now.plus(GRACE)));
    Map<String, @Nullable Object> details = new HashMap<>();
    details.put("days", days);
    audit.record(caller, "retention.change", caller.workspaceId().toString(), details);
    return retention(caller);
  }

  private Instant before(int days) {
    return clock.instant().minus(Duration.ofDays(days));
  }

  /** Removes what is beyond its policy; what is left comes with the next round. */
  public int sweep() {
    int removed = 0;
    for (Policy policy : store.policies()) {
      Integer days = policy.days();
      if (days != null && policy.effectiveAt().isBefore(clock.instant())) {
        int now = sweepAlone(policy, days);
        if (now > 0) {
          LOG.info(
              "Removed {} executions of workspace {} that ended over {} days ago, as {} decided",
              now,
              policy.workspaceId(),
              days,
              policy.changedBy());
        }
        removed += now;
      }
    }
    Instant unusedSince = clock.instant().minus(BLOBS_WAIT);
    int blobs = 0;
    int now;
    do {
      now = store.removeUnusedBlobs(unusedSince, AT_ONCE);
      blobs += now;
    } while (now > 0 && blobs < ROUND);
    return removed;
  }

  /** What goes wrong in one workspace is said, and holds up no other. */
  private int sweepAlone(Policy policy, int days) {
    try {
      return sweep(policy, days);
    } catch (RuntimeException e) {
      LOG.error(
          "What workspace {} does not keep after {} days stays until the next round",
          policy.workspaceId(),
          days,
          e);
      return 0;
    }
  }

  private int sweep(Policy policy, int days) {
    int removed = round(store::remove, policy.workspaceId(), before(days));
    // After the executions, without which they can go.
    int fired = round(firings, policy.workspaceId(), before(Math.max(days, FIRINGS_DAYS)));
    if (fired > 0) {
      LOG.info("Removed {} firings of triggers of workspace {}", fired, policy.workspaceId());
    }
    return removed;
  }

  private static int round(Removal removal, UUID workspaceId, Instant before) {
    int removed = 0;
    int now;
    do {
      now = removal.remove(workspaceId, before, AT_ONCE);
      removed += now;
    } while (now > 0 && removed < ROUND);
    return removed;
  }
}
