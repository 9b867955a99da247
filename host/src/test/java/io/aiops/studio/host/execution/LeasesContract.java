package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.execution.Leases.Attempt;
import io.aiops.studio.host.execution.Leases.Held;
import io.aiops.studio.host.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every place that keeps leases does. */
public abstract class LeasesContract {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");

  protected abstract Leases leases();

  protected abstract ExecutionStore store();

  private final UUID one = UUID.randomUUID();
  private final UUID two = UUID.randomUUID();

  @Test
  void an_attempt_has_one_holder_at_a_time() {
    Leases leases = leases();
    Attempt a = new Attempt(UUID.randomUUID(), "list[3]/a", 1);
    Attempt b = new Attempt(a.executionId(), "b", 2);
    assertThat(leases.hold(one, List.of(a), LONG)).containsExactly(a);
    assertThat(leases.hold(one, List.of(a, b), LONG)).containsExactlyInAnyOrder(a, b);
    assertThat(leases.hold(two, List.of(a, b), LONG)).isEmpty();
    assertThat(leases.of(a.executionId()))
        .containsExactlyInAnyOrder(new Held(a, one, true, true), new Held(b, one, true, true));
    leases.release(two, List.of(a));
    assertThat(leases.hold(two, List.of(a), LONG)).isEmpty();
    leases.release(one, List.of(a));
    assertThat(leases.hold(two, List.of(a), LONG)).containsExactly(a);
  }

  @Test
  void what_waits_in_a_node_s_hand_is_held_and_has_not_begun() {
    Leases leases = leases();
    Attempt a = new Attempt(UUID.randomUUID(), "a", 1);
    assertThat(leases.reserve(one, List.of(a), LONG)).containsExactly(a);
    assertThat(leases.reserve(two, List.of(a), LONG)).isEmpty();
    assertThat(leases.hold(two, List.of(a), LONG)).isEmpty();
    assertThat(leases.of(a.executionId())).containsExactly(new Held(a, one, true, false));
    assertThat(leases.hold(one, List.of(a), LONG)).containsExactly(a);
    assertThat(leases.of(a.executionId())).containsExactly(new Held(a, one, true, true));
    assertThat(leases.reserve(one, List.of(a), LONG)).containsExactly(a);
    assertThat(leases.of(a.executionId())).containsExactly(new Held(a, one, true, true));
  }

  @Test
  void who_begins_sees_whether_somebody_else_has_it_or_it_is_over() {
    Leases leases = leases();
    Request request = request();
    store().create(request);
    Attempt a = new Attempt(request.id(), "a", 1);
    assertThat(leases.free(one, a)).isTrue();
    leases.hold(two, List.of(a), LONG);
    assertThat(leases.free(one, a)).isFalse();
    assertThat(leases.free(two, a)).isTrue();
    assertThat(leases.free(one, new Attempt(request.id(), "a", 2))).isTrue();
    leases.hold(two, List.of(a), Duration.ofMillis(50));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> leases.free(one, a));
    ExecutionState state = SomeExecutions.state(request);
    append(store(), state, SomeExecutions.started(request));
    append(store(), state, new Event.ExecutionCancelled("ada"));
    assertThat(leases.free(one, a)).isFalse();
    assertThat(leases.free(one, new Attempt(UUID.randomUUID(), "a", 1))).isFalse();
  }

  @Test
  void what_nobody_renews_another_may_take_and_is_forgotten_in_the_end() {
    Leases leases = leases();
    Attempt a = new Attempt(UUID.randomUUID(), "a", 1);
    leases.hold(one, List.of(a), Duration.ofMillis(50));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !leases.of(a.executionId()).getFirst().live());
    assertThat(leases.forget(Duration.ofHours(1))).isZero();
    assertThat(leases.hold(two, List.of(a), LONG)).containsExactly(a);
    assertThat(leases.hold(one, List.of(a), LONG)).isEmpty();
  }

  @Test
  void what_ended_an_attempt_is_told_and_nothing_else() {
    Leases leases = leases();
    ExecutionStore store = store();
    Request request = request();
    store.create(request);
    assertThat(leases.ended(request.id())).isFalse();
    assertThat(leases.ended(UUID.randomUUID())).isTrue();
    ExecutionState state = SomeExecutions.state(request);
    Attempt first = new Attempt(request.id(), "a", 1);
    Attempt second = new Attempt(request.id(), "a", 2);
    append(store, state, SomeExecutions.started(request));
    append(store, state, new Event.StepScheduled("a", 1, null, "start"));
    append(
        store,
        state,
        new Event.StepFailed(
            "a", 1, new Failure("timeout", "zero \u0000"), T0.plusSeconds(1), List.of(), "a#1"));
    Leases.News news = leases.news(Map.of(request.id(), 2L), Set.of("a"));
    assertThat(news.reached()).isEqualTo(Map.of(request.id(), 3L));
    assertThat(news.endings())
        .singleElement()
        .matches(ending -> ending.ends(first, 2))
        .matches(ending -> !ending.ends(second, 2))
        .matches(ending -> !ending.ends(first, 3));
    assertThat(leases.news(Map.of(request.id(), 2L), Set.of("b")).endings()).isEmpty();
    assertThat(leases.news(Map.of(request.id(), 3L), Set.of("a")).endings()).isEmpty();
    append(store, state, new Event.StepScheduled("a", 2, null, "a@1"));
    append(store, state, new Event.RolledBack("a", "wrong", "ada", "r1", null, List.of("a")));
    assertThat(leases.news(Map.of(request.id(), 4L), Set.of("a")).endings())
        .singleElement()
        .matches(ending -> ending.ends(second, 4));
    append(store, state, new Event.ExecutionCancelled("ada"));
    assertThat(leases.ended(request.id())).isTrue();
    assertThat(leases.news(Map.of(request.id(), 5L), Set.of("other")).endings())
        .singleElement()
        .matches(ending -> ending.ends(new Attempt(request.id(), "other", 1), 5));
  }

  @Test
  void an_attempt_that_waits_for_a_place_or_a_person_or_falls_back_has_ended_for_its_worker() {
    ExecutionStore store = store();
    Request request = request();
    store.create(request);
    UUID id = request.id();
    ExecutionState state =
        new ExecutionState(
            id,
            request.workspaceId(),
            WorkflowReader.read(
                    """
                    schema: aiops-studio/workflow/v1
                    name: triage
                    steps: [{id: a, kind: agent, agent: echo, fallback: {model: small}}]
                    """)
                .workflow()
                .orElseThrow());
    append(store, state, SomeExecutions.started(request));
    append(store, state, new Event.StepScheduled("a", 1, null, "start"));
    Place place = new Place(UUID.randomUUID(), "tickets");
    append(store, state, new Event.StepQueued("a", 1, 0, List.of(place), null, "a#1"));
    ended(state, id);
    append(store, state, new Event.StepAdmitted("a", 1, 0, "place"));
    assertThat(leases().news(Map.of(id, state.sequence() - 1), Set.of("a")).endings()).isEmpty();
    append(
        store,
        state,
        new Event.ApprovalRequested(
            "a",
            1,
            0,
            new Ask(null, "May I?", 1),
            "hash",
            List.of(),
            null,
            List.of(),
            null,
            List.of(),
            "a#1.1"));
    ended(state, id);
    append(
        store,
        state,
        new Event.ApprovalDecided("a", 1, 0, "hash", Verdict.APPROVE, null, "", "ada", "decide"));
    append(
        store,
        state,
        new Event.FallbackTaken(
            "a", 1, new Failure("timeout", "no"), "agent 'echo'", List.of(), "a#1.2"));
    ended(state, id);
  }

  /** Of two workers that asked the planner, one comes second. */
  @Test
  void a_plan_ends_the_attempt_of_its_planner_and_none_of_its_own_steps() {
    ExecutionStore store = store();
    Request request = request();
    UUID id = request.id();
    store.create(request);
    ExecutionState state =
        new ExecutionState(
            id,
            request.workspaceId(),
            WorkflowReader.read(
                    """
                    schema: aiops-studio/workflow/v1
                    name: triage
                    steps:
                      - id: a
                        kind: plan
                        planner: {kind: agent, agent: planner}
                        allow: {agents: [echo]}
                    """)
                .workflow()
                .orElseThrow());
    append(store, state, SomeExecutions.started(request));
    append(store, state, new Event.StepScheduled("a", 2, null, "start"));
    long before = state.sequence();
    Map<String, Object> plan =
        Map.of("steps", List.of(Map.of("id", "b", "kind", "agent", "agent", "echo")));
    append(store, state, new Event.PlanAdopted("a", 2, Json.toMap(plan), false, List.of()));
    assertThat(leases().news(Map.of(id, before), Set.of("a", "a[0]/b")).endings())
        .singleElement()
        .matches(ending -> ending.ends(new Attempt(id, "a", 2), before))
        .matches(ending -> ending.ends(new Attempt(id, "a", 1), before))
        .matches(ending -> !ending.ends(new Attempt(id, "a", 3), before))
        .matches(ending -> !ending.ends(new Attempt(id, "a[0]/b", 1), before));
  }

  @Test
  void what_is_to_be_undone_ends_what_runs_and_has_nothing_to_undo() {
    ExecutionStore store = store();
    Request request = request();
    UUID id = request.id();
    store.create(request);
    ExecutionState state =
        new ExecutionState(
            id,
            request.workspaceId(),
            WorkflowReader.read(
                    """
                    schema: aiops-studio/workflow/v1
                    name: triage
                    steps:
                      - id: a
                        kind: forEach
                        items: "[1..2]"
                        steps: [{id: b, kind: agent, agent: echo}]
                      - {id: c, kind: agent, agent: echo}
                    """)
                .workflow()
                .orElseThrow());
    append(store, state, SomeExecutions.started(request));
    append(store, state, new Event.StepScheduled("c", 1, null, "start"));
    append(store, state, new Event.ItemsOpened("a", List.of(1, 2)));
    append(store, state, new Event.StepScheduled("a[0]/b", 1, null, "start"));
    long before = state.sequence();
    Failure failure = new Failure("denied", "no");
    append(store, state, new Event.ItemFailed("a", 1, failure));
    assertThat(leases().news(Map.of(id, before), Set.of("a[0]/b", "c")).endings())
        .singleElement()
        .matches(Ending::sparesUndoable)
        .matches(ending -> ending.ends(new Attempt(id, "a[0]/b", 1), before))
        .matches(ending -> !ending.ends(new Attempt(id, "c", 1), before));
    long then = state.sequence();
    append(store, state, new Event.CompensationStarted("a", failure, null));
    assertThat(leases().news(Map.of(id, then), Set.of("c")).endings())
        .singleElement()
        .matches(Ending::sparesUndoable)
        .matches(ending -> ending.ends(new Attempt(id, "c", 1), then));
  }

  /** Its last event ends the first attempt of a. */
  private void ended(ExecutionState state, UUID id) {
    long before = state.sequence() - 1;
    assertThat(leases().news(Map.of(id, before), Set.of("a")).endings())
        .singleElement()
        .matches(ending -> ending.ends(new Attempt(id, "a", 1), before));
  }

  @Test
  void the_end_of_a_list_ends_what_runs_in_its_items() {
    UUID id = UUID.randomUUID();
    Attempt inner = new Attempt(id, "a[3]/b[0]/c", 1);
    assertThat(Ending.around(inner.path())).containsExactly("a", "a[3]/b");
    assertThat(new Ending(id, 9, "StepFailed", "a[3]/b", 1, List.of()).ends(inner, 8)).isTrue();
    assertThat(new Ending(id, 9, "StepFailed", "a[2]/b", 1, List.of()).ends(inner, 8)).isFalse();
    assertThat(new Ending(id, 9, "StepFailed", "b", 1, List.of()).ends(inner, 8)).isFalse();
    assertThat(new Ending(id, 9, "RolledBack", "a", 0, List.of("a")).ends(inner, 8)).isTrue();
    assertThat(new Ending(id, 9, "ItemFailed", "a", 0, List.of()).ends(inner, 8)).isTrue();
    assertThat(new Ending(id, 9, "ItemFailed", "b", 0, List.of()).ends(inner, 8)).isFalse();
    assertThat(new Ending(two, 9, "ExecutionFailed", "", 0, List.of()).ends(inner, 8)).isFalse();
  }

  private static Request request() {
    return new Request(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        "triage",
        1,
        Map.of(),
        "ada",
        T0,
        null,
        "h",
        null,
        4);
  }

  private static void append(ExecutionStore store, ExecutionState state, Event event) {
    long first = state.sequence() + 1;
    state.apply(event, T0);
    store.append(List.of(Append.of(state, first, T0, List.of(event), new Shown(state, T0))));
  }
}
