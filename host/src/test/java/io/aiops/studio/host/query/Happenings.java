package io.aiops.studio.host.query;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened in an execution, an event a second, as views of its steps are told. */
final class Happenings {

  static final Instant BEGIN = Instant.parse("2026-11-25T10:00:00Z");

  private long sequence;

  void tell(StepViews views, Event... events) {
    for (Event event : events) {
      sequence++;
      views.apply(new Recorded(sequence, BEGIN.plusSeconds(sequence), event));
    }
  }

  static Event scheduled(String path, int attempt) {
    return new Event.StepScheduled(path, attempt, Map.of(), "");
  }

  static Event completed(String path) {
    return new Event.StepCompleted(path, 1, 1, null, List.of());
  }

  static Event failed(String path, int attempt, @Nullable Instant next) {
    return new Event.StepFailed(
        path, attempt, new Failure("unavailable", "Away."), next, List.of(), "");
  }

  static Event opened(String path, int items) {
    return new Event.ItemsOpened(path, new ArrayList<>(Collections.nCopies(items, 1)));
  }
}
