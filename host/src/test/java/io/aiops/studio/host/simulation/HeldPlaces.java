package io.aiops.studio.host.simulation;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which attempts of one execution have places at connections, as its log tells. */
final class HeldPlaces {

  private final Map<String, List<Place>> asked = new HashMap<>();
  private final Map<String, List<Place>> held = new HashMap<>();

  void apply(Event event) {
    switch (event) {
      case Event.StepQueued e -> {
        left(e.path());
        asked.put(e.path(), e.places());
      }
      case Event.StepAdmitted e ->
          held.put(e.path(), Objects.requireNonNull(asked.remove(e.path()), "nobody asked"));
      case Event.ApprovalRequested e -> left(e.path());
      case Event.FallbackTaken e -> left(e.path());
      case Event.PlanAdopted e -> left(e.path());
      case Event.StepCompleted e -> left(e.path());
      case Event.StepFailed e -> left(e.path());
      case Event.RolledBack e -> e.invalidated().forEach(this::left);
      case Event.ExecutionCompleted e -> held.clear();
      case Event.ExecutionFailed e -> held.clear();
      case Event.ExecutionCancelled e -> held.clear();
      default -> {}
    }
  }

  /** It has ended, and with it what runs in it. */
  private void left(String path) {
    for (Map<String, List<Place>> of : List.of(asked, held)) {
      of.keySet().removeIf(each -> each.equals(path) || each.startsWith(path + "["));
    }
  }

  /** One of each connection for each attempt. */
  List<Place> all() {
    return held.values().stream().flatMap(List::stream).toList();
  }
}
