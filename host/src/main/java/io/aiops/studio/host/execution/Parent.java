package io.aiops.studio.host.execution;

import java.util.UUID;

/**
 * Whose step an execution is.
 *
 * @param executionId the one with the step
 * @param path of the step
 * @param attempt which attempt of it
 * @param depth how many executions are above: 1 for a step of one that is nobody's
 */
public record Parent(UUID executionId, String path, int attempt, int depth) {

  /** So many executions may stand one below another. */
  public static final int DEEPEST = 10;
}
