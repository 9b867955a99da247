package io.aiops.studio.host.taskqueue;

import java.util.Set;
import java.util.UUID;

/**
 * At which connections a task has a place.
 *
 * @param connections that it may call though they take only so many calls at the same time
 * @param admitted how often this attempt got places
 */
public record TaskPlaces(Set<UUID> connections, int admitted) {

  public static final TaskPlaces NONE = new TaskPlaces(Set.of(), 0);

  public TaskPlaces {
    connections = Set.copyOf(connections);
  }
}
