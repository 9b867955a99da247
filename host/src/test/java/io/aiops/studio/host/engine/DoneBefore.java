package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import java.util.HashSet;
import java.util.Set;

/** What an execution need not run again since it completed in the one that it goes on from. */
final class DoneBefore {

  private DoneBefore() {}

  /** Paths of steps; none, if any of it was undone. */
  static Set<String> of(ExecutionStore store, Header header) {
    Set<String> done = new HashSet<>();
    // A list or a plan of these is begun again, though it went on with a stated output.
    Set<String> failed = new HashSet<>();
    if (header.origin() == null) {
      return done;
    }
    for (Recorded recorded : store.events(header.origin().executionId(), 0, Integer.MAX_VALUE)) {
      switch (recorded.event()) {
        case Event.StepFailed e when e.nextAttemptAt() == null -> failed.add(e.path());
        case Event.StepCompleted e when !failed.contains(e.path()) -> done.add(e.path());
        case Event.StepAdopted e when e.failure() == null -> done.add(e.path());
        case Event.CompensationStarted e -> {
          return Set.of();
        }
        default -> {}
      }
    }
    return done;
  }
}
