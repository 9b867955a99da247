package io.aiops.studio.host.taskqueue;

import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.execution.PlanBounds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step's unit of work, complete: the worker needs nothing else to run it.
 *
 * @param path the step's path in its execution
 * @param kind {@code agent}, {@code tool} or {@code transform}
 * @param target the agent's name, {@code connection/tool}, or the JSONata expression
 * @param instruction for an agent
 * @param input evaluated
 * @param model for an agent; empty for the default
 * @param tools for an agent
 * @param settings for an agent
 * @param timeoutMillis start to end
 * @param startedBy user name, for files the task writes
 * @param scheduledAt when the engine decided it
 * @param asOf how many events the execution had when this was sent: then the attempt was open
 * @param again whether it was sent before, and may be run by somebody already
 * @param waits how long it may wait for a worker, and be silent
 * @param keyRoot the execution, or the one it is a retry of: what outside systems tell it by
 * @param approvals what people have to decide, and have decided
 * @param places which it has at connections that take only so many calls at the same time
 * @param pool the workers it is for
 * @param priority 0 to 9; of tasks that wait, those with more go first
 * @param resumes the attempt before, if its completed calls are this one's too, where it asks the
 *     same; 0 if they are not
 * @param resumesSince the first of the attempts up to that one whose calls are so; 0 for none
 * @param plugins versions to keep to, by the name of the plugin
 * @param plan what its output, which is a plan, has to keep to; null if it is none
 */
public record Task(
    UUID executionId,
    UUID workspaceId,
    String path,
    int attempt,
    String kind,
    String target,
    String instruction,
    @Nullable Object input,
    String model,
    List<String> tools,
    Map<String, @Nullable Object> settings,
    long timeoutMillis,
    String startedBy,
    Instant scheduledAt,
    long asOf,
    boolean again,
    TaskWaits waits,
    UUID keyRoot,
    TaskApprovals approvals,
    TaskPlaces places,
    String pool,
    int priority,
    int resumes,
    int resumesSince,
    Map<String, String> plugins,
    @Nullable PlanBounds plan) {

  public Task {
    // A studio of before knew of the last alone.
    resumesSince = resumesSince == 0 ? resumes : resumesSince;
  }

  /** Which try of which step it is. */
  public Leases.Attempt attemptOf() {
    return new Leases.Attempt(executionId, path, attempt);
  }

  /** Tells the deliveries of one attempt apart. */
  public int round() {
    return approvals.round() + places.admitted();
  }

  /**
   * The same for every attempt, and for a retry of the execution: what outside systems may
   * deduplicate by.
   */
  public String key() {
    return keyRoot + "/" + path;
  }
}
