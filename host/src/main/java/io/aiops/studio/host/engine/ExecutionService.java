package io.aiops.studio.host.engine;

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
   */
  record StartRequest(
      String workflow,
      @Nullable Integer version,
      Map<String, @Nullable Object> inputs,
      @Nullable String idempotencyKey) {}

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
