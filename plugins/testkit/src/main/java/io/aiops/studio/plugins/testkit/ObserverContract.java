package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.WorkflowEvent;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.plugins.testkit.Within.Ended;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the studio expects of every observer. */
public abstract class ObserverContract {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** The observer under test. */
  protected abstract WorkflowObserver observer();

  /** An execution as it is told, from its first event to its last. */
  protected List<WorkflowEvent> sample() {
    return List.of(
        event("ExecutionStarted", 1, Map.of("workflow", "sample")),
        event("StepScheduled", 2, Map.of("step", "one", "attempt", 1)),
        event("StepCompleted", 3, Map.of("step", "one", "attempt", 1, "output", "done")),
        event("ExecutionCompleted", 4, Map.of("output", Map.of("text", "done"))));
  }

  protected static WorkflowEvent event(
      String type, long sequence, Map<String, @Nullable Object> data) {
    return new WorkflowEvent(type, "execution-1", sequence, NOON.plusSeconds(sequence), data);
  }

  @Test
  void a_sample_is_observed() {
    observe(observer(), sample());
  }

  @Test
  void the_same_event_told_twice_is_safe() {
    WorkflowObserver observer = observer();
    sample().forEach(event -> observe(observer, List.of(event, event)));
  }

  @Test
  void an_event_of_an_unknown_type_does_not_disturb_it() {
    observe(observer(), List.of(event("SomethingNew", 1, Map.of("of", "a later version"))));
  }

  private static void observe(WorkflowObserver observer, List<WorkflowEvent> events) {
    for (WorkflowEvent event : events) {
      Ended ended =
          Within.run(
              event.type(),
              () -> {
                observer.observe(event);
                return event;
              });
      assertThat(ended.thrown()).as("what " + event.type() + " made it throw").isNull();
    }
  }
}
