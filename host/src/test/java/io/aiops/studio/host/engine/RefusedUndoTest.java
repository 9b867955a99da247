package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether an effect counts as there after it could not be undone. */
class RefusedUndoTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final UUID ID = new UUID(0, 1);
  private static final Event SENT = new Event.StepScheduled("a~undo", 1, Map.of(), "cancel");
  private static final CallRecord CALL =
      new CallRecord("tool", "hotel/cancel", NOW, 1, 0, 0, null, null, false, null);

  private static Event failed(
      int attempt, String category, @Nullable Instant next, List<CallRecord> calls) {
    Failure failure = new Failure(category, "no");
    return new Event.StepFailed("a~undo", attempt, failure, next, calls, "a~undo#" + attempt);
  }

  /** What a retry takes over of the step after these. */
  private static Adoption.@Nullable Result takenOver(Event... undoing) {
    List<Event> events = new ArrayList<>();
    events.add(new Event.StepScheduled("a", 1, Map.of(), "start"));
    events.add(new Event.StepCompleted("a", 1, "x", null, List.of()));
    events.addAll(List.of(undoing));
    String text =
        "name: t\nsteps: [{id: a, kind: tool, tool: x/do, undo: {kind: tool, tool: x/undo}}]";
    Origin origin = new Origin(ID, 99, Origin.Mode.RETRY, ID, null, Map.of(), null);
    return Adoption.of(
            Lines.of(NOW, events),
            origin,
            WorkflowReader.read(text).workflow().orElseThrow().body(),
            null,
            null)
        .of("a");
  }

  @Test
  void what_was_denied_before_any_call_was_not_undone() {
    assertThat(takenOver(SENT, failed(1, "denied", null, List.of()))).isNotNull();
  }

  /** An agent cancelled the booking, and was denied what it called next. */
  @Test
  void what_was_denied_after_a_call_may_have_been() {
    assertThat(takenOver(SENT, failed(1, "denied", null, List.of(CALL)))).isNull();
    assertThat(
            takenOver(
                SENT,
                failed(1, "denied", NOW, List.of(CALL)),
                new Event.StepScheduled("a~undo", 2, Map.of(), "a~undo#1"),
                failed(2, "denied", null, List.of())))
        .isNull();
  }

  /** Delivered twice, it is answered that it was cancelled already. */
  @Test
  void what_the_outside_says_makes_no_sense_may_have_been() {
    assertThat(takenOver(SENT, failed(1, "invalid-input", null, List.of(CALL)))).isNull();
    assertThat(takenOver(SENT, failed(1, "invalid-input", null, List.of()))).isNull();
  }

  /** Its input could not be worked out. */
  @Test
  void what_never_ran_undid_nothing_whatever_the_failure_is_called() {
    for (String category : List.of("invalid-input", "internal")) {
      assertThat(takenOver(failed(1, category, null, List.of()))).as(category).isNotNull();
    }
  }

  /** Its step had completed twice, with a rollback between. */
  @Test
  void nor_is_what_never_ran_taken_for_what_ran_before_it() {
    assertThat(
            takenOver(
                SENT, failed(1, "denied", null, List.of()), failed(2, "internal", null, List.of())))
        .isNotNull();
  }
}
