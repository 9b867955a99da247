package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.PlaceStore.Holder;
import io.aiops.studio.host.execution.PlaceStore.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of places does, with the store of executions that writes them. */
public abstract class PlaceStoreContract {

  protected static final Instant T0 = Instant.parse("2026-11-28T12:00:00Z");

  protected final UUID workspace = UUID.randomUUID();

  private int seconds;

  protected abstract PlaceStore store();

  protected abstract void create(Request request);

  /** As the engine appends to the log. */
  protected abstract void append(Append append);

  /** A connector of the workspace; says its id. */
  protected abstract UUID connection(String name, int calls);

  /** An execution with steps {@code a} and {@code b} at work. */
  private final class Running {
    private final ExecutionState state;

    Running(int priority) {
      state =
          new ExecutionState(
              UUID.randomUUID(),
              workspace,
              WorkflowReader.read(
                      """
                      schema: aiops-studio/workflow/v1
                      name: calls
                      steps:
                        - {id: a, kind: tool, tool: t/x}
                        - {id: b, kind: tool, tool: t/x}
                      """)
                  .workflow()
                  .orElseThrow());
      state.rank(priority);
      create(
          new Request(
              state.id(),
              workspace,
              UUID.randomUUID(),
              "calls",
              1,
              Map.of(),
              "ada",
              T0,
              null,
              "hash",
              null,
              priority));
      add(new Event.ExecutionStarted(UUID.randomUUID(), "calls", 1, Map.of(), "ada", null));
      add(new Event.StepScheduled("a", 1, null, "start"));
      add(new Event.StepScheduled("b", 1, null, "start"));
    }

    void add(Event... events) {
      long first = state.sequence() + 1;
      Instant at = T0.plusSeconds(seconds++);
      for (Event event : events) {
        state.apply(event, at);
      }
      append(Append.of(state, first, at, List.of(events), null));
    }

    Holder ask(String path, int attempt, int round, UUID... connections) {
      List<Place> places =
          List.of(connections).stream().map(id -> new Place(id, "tickets")).toList();
      add(new Event.StepQueued(path, attempt, round, places, null, "x"));
      return new Holder(state.id(), path, attempt, round);
    }

    void go(Holder holder) {
      add(new Event.StepAdmitted(holder.path(), holder.attempt(), holder.round(), "place"));
    }
  }

  private void stands(int calls, long running, long waiting) {
    assertThat(store().standing(workspace))
        .containsExactly(new Standing("tickets", "CONNECTOR", calls, running, waiting));
  }

  @Test
  void as_many_get_a_place_as_there_are_and_the_next_once_one_is_left() {
    UUID tickets = connection("tickets", 2);
    Running one = new Running(4);
    Running other = new Running(4);
    Holder first = one.ask("a", 1, 0, tickets);
    Holder second = other.ask("a", 1, 0, tickets);
    Holder third = other.ask("b", 1, 0, tickets);
    stands(2, 0, 3);
    assertThat(store().grant()).containsExactly(first, second);
    assertThat(store().grant()).isEmpty();
    stands(2, 2, 1);
    one.go(first);
    one.add(new Event.StepCompleted("a", 1, null, null, List.of()));
    stands(2, 1, 1);
    assertThat(store().grant()).containsExactly(third);
    assertThat(store().standing(UUID.randomUUID())).isEmpty();
  }

  @Test
  void a_place_goes_with_the_attempt_that_fails_and_with_the_execution_that_ends() {
    UUID tickets = connection("tickets", 1);
    Running one = new Running(4);
    Holder first = one.ask("a", 1, 0, tickets);
    store().grant();
    one.go(first);
    one.add(
        new Event.StepFailed(
            "a", 1, new Failure("unavailable", "no"), T0.plusSeconds(99), List.of(), "x"));
    stands(1, 0, 0);
    one.ask("b", 1, 0, tickets);
    store().grant();
    stands(1, 1, 0);
    one.add(new Event.ExecutionCancelled("ada"));
    stands(1, 0, 0);
    assertThat(store().mend()).isZero();
  }

  @Test
  void who_asks_again_gives_back_what_it_had() {
    UUID tickets = connection("tickets", 1);
    UUID more = UUID.randomUUID();
    Running one = new Running(4);
    Holder first = one.ask("a", 1, 0, tickets);
    store().grant();
    one.go(first);
    Holder again = one.ask("a", 1, 1, tickets, more);
    stands(1, 0, 1);
    assertThat(store().grant()).containsExactly(again);
  }

  @Test
  void who_was_told_and_did_not_hear_is_known() {
    UUID tickets = connection("tickets", 2);
    Running one = new Running(4);
    Holder heard = one.ask("a", 1, 0, tickets);
    Holder not = one.ask("b", 1, 0, tickets);
    store().grant();
    one.go(heard);
    assertThat(store().unheard(Duration.ZERO)).containsExactly(not);
    assertThat(store().unheard(Duration.ofHours(1))).isEmpty();
  }

  @Test
  void a_higher_priority_goes_first() {
    UUID tickets = connection("tickets", 1);
    new Running(4).ask("a", 1, 0, tickets);
    Holder urgent = new Running(8).ask("a", 1, 0, tickets);
    assertThat(store().grant()).containsExactly(urgent);
  }
}
