package io.aiops.studio.host.execution;

import java.util.UUID;

/**
 * A command that is sent until it was taken in: what one execution owes another.
 *
 * @param executionId whom it is for
 * @param key of the command
 * @param type of the command
 * @param command as text
 */
public record Promise(UUID executionId, String key, String type, String command) {

  /** Which one, without what it says. */
  public record Name(UUID executionId, String key) {}
}
