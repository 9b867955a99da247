package io.aiops.studio.host.execution;

import java.time.Instant;
import java.util.UUID;

/**
 * A command that the engine tried to handle again and again and could not.
 *
 * @param type what kind of command
 * @param body the command, JSON
 * @param why how the last try failed
 * @param tries how many there were
 */
public record DeadLetter(
    UUID id,
    UUID workspaceId,
    UUID executionId,
    String type,
    String body,
    String why,
    int tries,
    Instant at) {

  /** With another body. */
  public DeadLetter with(String other) {
    return new DeadLetter(id, workspaceId, executionId, type, other, why, tries, at);
  }
}
