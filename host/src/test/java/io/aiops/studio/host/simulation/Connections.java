package io.aiops.studio.host.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.connection.ConnectionResolver.Bounded;
import io.aiops.studio.host.execution.InMemoryPlaceStore;
import io.aiops.studio.host.execution.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What takes only so many calls at the same time, and which attempts have a place there. */
final class Connections {

  final InMemoryPlaceStore places;
  private final Map<String, Bounded> byName = new HashMap<>();
  private final Map<UUID, Integer> bounds = new HashMap<>();

  Connections(World world) {
    places = new InMemoryPlaceStore(new WorldClock(world, () -> 0), world.chance::uuid);
  }

  void bound(String name, int calls) {
    UUID id = places.connection(Library.WORKSPACE, name, calls);
    byName.put(name, new Bounded(id, name));
    bounds.put(id, calls);
  }

  /** Null if it takes any number of calls. */
  Bounded bounded(String name) {
    return byName.get(name);
  }

  /** At no time do more attempts have a place, as the logs tell, than there are places. */
  void withinBounds(Collection<Truth> truths) {
    if (bounds.isEmpty()) {
      return;
    }
    Map<UUID, Integer> held = new HashMap<>();
    for (Truth truth : truths) {
      for (Place place : truth.held.all()) {
        assertThat(held.merge(place.connectionId(), 1, Integer::sum))
            .as("attempts with a place at %s", place.connection())
            .isLessThanOrEqualTo(bounds.get(place.connectionId()));
      }
    }
  }
}
