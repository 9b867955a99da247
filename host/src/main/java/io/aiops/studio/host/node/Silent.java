package io.aiops.studio.host.node;

import java.time.Instant;
import java.util.UUID;

/**
 * Something outside that a node does not ask for a while, since it has not answered.
 *
 * @param what {@code Connection 'tickets'}, {@code Model provider 'openai'}
 * @param until when it is tried again
 */
public record Silent(UUID workspaceId, String what, Instant until) {

  /** As which node finds it. */
  public record At(String node, Silent silent) {}
}
