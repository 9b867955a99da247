package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.StepChange;
import io.aiops.studio.host.identity.Caller;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts and cancels executions. */
public interface ExecutionService {

  /**
   * @param workflow its name
   * @param version null for the newest
   * @param inputs checked against the workflow's schema
   * @param idempotencyKey the same key with the same request gives the same execution; null for
   *     none
   * @param priority 0 to 9; null for the workflow's
   */
  record StartRequest(
      String workflow,
      @Nullable Integer version,
      Map<String, @Nullable Object> inputs,
      @Nullable String idempotencyKey,
      @Nullable Integer priority) {

    /** With the workflow's own priority. */
    public StartRequest(
        String workflow,
        @Nullable Integer version,
        Map<String, @Nullable Object> inputs,
        @Nullable String idempotencyKey) {
      this(workflow, version, inputs, idempotencyKey, null);
    }
  }

  /**
   * @param created false if the key had been used for the same request before
   */
  record Started(UUID executionId, boolean created) {}

  /**
   * Makes an execution durable and returns at once; it runs by itself from then on.
   *
   * @throws io.aiops.studio.host.problem.InvalidException naming the inputs that do not match
   * @throws io.aiops.studio.host.problem.NotFoundException if there is no such workflow
   * @throws io.aiops.studio.host.problem.ConflictException if the key was used for something else
   */
  Started start(Caller caller, StartRequest request);

  /** Running what an execution did again, in whole or in part. */
  sealed interface Rerun {

    /** The same key with the same request gives the same execution; null for none. */
    @Nullable String idempotencyKey();

    /**
     * Of one that failed or was cancelled: a new execution with the same inputs, version and keys
     * towards outside systems. What completed is taken over; what failed or never ran is run.
     */
    record Retry(@Nullable String idempotencyKey) implements Rerun {}

    /**
     * A new execution that runs the step and what comes after it again; all else that completed is
     * taken over.
     *
     * @param step its path, {@code parse} or {@code tickets[3]/classify}
     * @param version of the same workflow; null for that of the execution
     * @param inputs all of them; null for those of the execution
     * @param changes what steps are to say differently, by id, or {@code list/step} within a
     *     forEach step
     */
    record Fork(
        String step,
        @Nullable Integer version,
        @Nullable Map<String, @Nullable Object> inputs,
        Map<String, StepChange> changes,
        @Nullable String idempotencyKey)
        implements Rerun {}

    /**
     * The result of a step was found wrong: it and what came after it are run again, and it is told
     * why. A running execution goes back itself; of one that has ended a fork does.
     *
     * @param step its path
     * @param diagnosis what is wrong with its result, 1 to 10,000 characters
     */
    record RollBack(String step, String diagnosis, @Nullable String idempotencyKey)
        implements Rerun {}
  }

  /**
   * Runs again what an execution did; nothing that completed is run, or paid, twice unless asked
   * for.
   *
   * @return the new execution; or this one, not created, if it was running and goes back itself
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such execution,
   *     or the workflow no such version
   * @throws io.aiops.studio.host.problem.InvalidException if there is no such step, or it cannot be
   *     gone back to
   * @throws io.aiops.studio.host.problem.ConflictException if a retry is asked for of one that runs
   *     or has completed, or the key was used for something else
   */
  Started rerun(Caller caller, UUID executionId, Rerun request);

  /**
   * What deciding an execution again came to.
   *
   * @param events how many came out as they are recorded, from the first
   * @param hash of the last of those, in hexadecimal: the stored one, if all did
   * @param firstDifferent sequence of the first that did not; null if all did
   * @param difference what came out instead; null if all came out the same
   */
  record Replayed(
      long events, String hash, @Nullable Long firstDifferent, @Nullable String difference) {}

  /**
   * Decides an execution again from its own log, with no model, tool or network call, and changes
   * nothing.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such execution
   */
  Replayed replay(Caller caller, UUID executionId);

  /**
   * Asks for the end of an execution. Running steps are interrupted, nothing new starts. Does
   * nothing if it has ended.
   */
  void cancel(Caller caller, UUID executionId);
}
