package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.StepChange;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution comes from that goes on from what another one did. Results of that one are
 * taken over; nothing of it is changed.
 *
 * @param executionId the other one
 * @param sequence what happened in it up to this event counts
 * @param keyRoot outside systems deduplicate by it: a retry keeps that of its origin, so that an
 *     effect that was had is not had again; a fork has its own
 * @param from path of the step at which it is run again, with all that comes after it; null: every
 *     step that is not done
 * @param changes what is said differently here, by the id of the step, or {@code list/step} within
 *     a forEach step
 * @param rollback why, if it was rolled back to {@code from}; null if it was not
 */
public record Origin(
    UUID executionId,
    long sequence,
    Mode mode,
    UUID keyRoot,
    @Nullable String from,
    Map<String, StepChange> changes,
    @Nullable Rollback rollback) {

  /** What for. */
  public enum Mode {
    /** The same again, from where it failed. */
    RETRY,
    /** Something else from some step on. */
    FORK
  }
}
