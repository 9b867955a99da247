package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every execution store must do. */
public abstract class ExecutionStoreContract extends RetriesContract {

  @Test
  void events_come_back_in_order_and_in_pages() {
    ExecutionStore store = store();
    Request request = request(workspace, null, "h", T0);
    store.create(request);
    ExecutionState state = state(request);
    Event started = started(request);
    Event scheduled = new Event.StepScheduled("a", 1, Map.of("x", "\u0000"), "start");
    Event done = new Event.StepCompleted("a", 1, List.of(1, "two"), null, List.of());
    store.append(List.of(append(state, started, scheduled)));
    store.append(List.of(append(state, done)));
    assertThat(store.events(request.id(), 0, 10))
        .containsExactly(
            new Recorded(1, T0, started),
            new Recorded(2, T0, scheduled),
            new Recorded(3, T0, done));
    assertThat(store.events(request.id(), 1, 1)).containsExactly(new Recorded(2, T0, scheduled));
    assertThat(store.events(UUID.randomUUID(), 0, 10)).isEmpty();
    assertThat(store.header(request.id()).orElseThrow())
        .returns(ExecutionStatus.RUNNING, Header::status)
        .returns(3L, Header::lastSequence);
  }

  @Test
  void each_event_bears_the_hash_of_all_up_to_it() {
    ExecutionStore store = store();
    Request request = request(workspace, null, "h", T0);
    store.create(request);
    ExecutionState state = state(request);
    assertThat(Verification.of(store, request.id(), 0))
        .isEqualTo(new Verification(0, EventChain.root(request.id()), null, null));
    store.append(
        List.of(append(state, started(request), new Event.StepScheduled("a", 1, "ü\0", "start"))));
    store.append(
        List.of(append(state, new Event.StepCompleted("a", 1, List.of(1), null, List.of()))));
    assertThat(Verification.of(store, request.id(), 3))
        .isEqualTo(new Verification(3, state.hash(), null, null));
    assertThat(store.lines(request.id(), 2, 5))
        .singleElement()
        .returns(3L, ExecutionStore.Line::sequence)
        .returns(state.hash(), ExecutionStore.Line::hash);
    assertThat(Verification.of(store, request.id(), 4))
        .returns(4L, Verification::firstBad)
        .returns("the log ends with event 3; expected 4 events", Verification::problem);
  }

  @Test
  void large_values_come_back_as_they_were_and_change_no_hash() {
    ExecutionStore store = store();
    Request request = request(workspace, null, "h", T0);
    store.create(request);
    ExecutionState state = state(request);
    String large = "ü\u0000\"".repeat(100_000);
    Event scheduled = new Event.StepScheduled("a", 1, Map.of("x", large), "start");
    Event done = new Event.StepCompleted("a", 1, large, "cut", List.of());
    store.append(List.of(append(state, started(request), scheduled, done)));
    assertThat(store.events(request.id(), 1, 10))
        .containsExactly(new Recorded(2, T0, scheduled), new Recorded(3, T0, done));
    assertThat(Verification.of(store, request.id(), 3))
        .isEqualTo(new Verification(3, state.hash(), null, null));
  }

  @Test
  void who_comes_second_writes_nothing_not_even_to_the_others_of_the_batch() {
    ExecutionStore store = store();
    Request one = request(workspace, null, "h", T0);
    Request two = request(workspace, null, "h", T0);
    store.create(one);
    store.create(two);
    store.append(List.of(append(state(one), started(one))));
    List<Append> late =
        new ArrayList<>(
            List.of(append(state(two), started(two)), append(state(one), started(one))));
    assertThatThrownBy(() -> store.append(late)).isInstanceOf(StaleException.class);
    assertThat(store.events(one.id(), 0, 10)).hasSize(1);
    assertThat(store.events(two.id(), 0, 10)).isEmpty();
    assertThat(store.header(two.id()).orElseThrow().status()).isEqualTo(ExecutionStatus.PENDING);
  }

  @Test
  void what_a_plugin_says_of_its_failure_is_kept_whatever_it_says() {
    ExecutionStore store = store();
    Request request = request(workspace, null, "h", T0);
    store.create(request);
    ExecutionState state = state(request);
    Failure failure = new Failure("internal", "zero \u0000, half \ud83d and ü");
    store.append(
        List.of(append(state, started(request), new Event.ExecutionFailed(null, failure))));
    assertThat(store.header(request.id()).orElseThrow().status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(store.events(request.id(), 1, 10)).hasSize(1);
  }

  @Test
  void a_child_begins_and_a_promise_is_made_with_the_events_they_come_of_or_not_at_all() {
    ExecutionStore store = store();
    Request parent = request(workspace, null, "h", T0);
    store.create(parent);
    Request child = child(parent);
    Promise promise = new Promise(parent.id(), "a#1", "Outcome", "{\"n\": \"\u00fc\"}");
    Handover handover = new Handover(List.of(child), List.of(promise), List.of());
    store.append(List.of(append(state(parent), started(parent))));
    List<Append> late = List.of(append(state(parent), started(parent)));
    assertThatThrownBy(() -> store.append(late, handover)).isInstanceOf(StaleException.class);
    assertThat(store.header(child.id())).isEmpty();
    assertThat(unkept(store)).isEmpty();
    ExecutionState state = state(parent);
    state.apply(started(parent), T0);
    store.append(List.of(append(state, new Event.StepSkipped("a"))), handover);
    assertThat(store.header(child.id())).contains(child.header());
    assertThat(unkept(store)).containsExactly(promise);
  }

  @Test
  void a_promise_is_there_until_it_is_kept_and_is_made_once() {
    ExecutionStore store = store();
    Promise one = new Promise(UUID.randomUUID(), "a#1", "Outcome", "{}");
    Promise two = new Promise(UUID.randomUUID(), "cancel", "Cancel", "{}");
    store.append(List.of(), new Handover(List.of(), List.of(one, two), List.of()));
    store.append(List.of(), new Handover(List.of(), List.of(one), List.of()));
    assertThat(unkept(store)).containsExactlyInAnyOrder(one, two);
    store.append(
        List.of(),
        new Handover(
            List.of(), List.of(), List.of(new Promise.Name(one.executionId(), one.key()))));
    assertThat(unkept(store)).containsExactly(two);
  }

  private static List<Promise> unkept(ExecutionStore store) {
    Instant later = Instant.now().plusSeconds(3600);
    return store.unkept(later, Instant.now(), 10);
  }

  private Request child(Request parent) {
    Request alone = request(workspace, null, "", T0);
    return new Request(
        alone.id(),
        workspace,
        workflow,
        "triage",
        3,
        alone.inputs(),
        "ada",
        T0,
        null,
        "",
        null,
        4,
        false,
        new Parent(parent.id(), "a", 1, 1),
        false);
  }

  @Test
  void what_nothing_happens_to_is_looked_at_by_one_node_at_a_time() {
    ExecutionStore store = store();
    Request late = request(workspace, null, "h", T0.plusSeconds(2));
    Request early = request(UUID.randomUUID(), null, "h", T0);
    Request begun = request(workspace, null, "h", T0);
    Request outside = request(workspace, null, "h", T0);
    List.of(late, early, begun, outside).forEach(store::create);
    ExecutionState state = state(begun);
    store.append(List.of(appendLooking(state, T0.plusSeconds(60), started(begun))));
    store.append(List.of(appendLooking(state(outside), null, started(outside))));
    Instant next = T0.plusSeconds(40);
    assertThat(store.due(T0.plusSeconds(9), next, 10)).isEmpty();
    assertThat(store.due(T0.plusSeconds(20), next, 1)).containsExactly(early.id());
    assertThat(store.due(T0.plusSeconds(20), next, 10)).containsExactly(late.id());
    assertThat(store.due(T0.plusSeconds(20), next, 10)).isEmpty();
    assertThat(store.due(T0.plusSeconds(50), T0.plusSeconds(90), 10))
        .containsExactlyInAnyOrder(early.id(), late.id());
    store.bringUpToDate(List.of(new Shown(state, T0.plusSeconds(55))));
    assertThat(store.due(T0.plusSeconds(58), T0.plusSeconds(90), 10)).containsExactly(begun.id());
  }

  @Test
  void a_look_that_comes_sooner_stays_if_that_is_asked_for() {
    ExecutionStore store = store();
    Request begun = request(workspace, null, "h", T0);
    store.create(begun);
    ExecutionState state = state(begun);
    store.append(List.of(appendLooking(state, T0.plusSeconds(60), started(begun))));
    store.bringUpToDate(List.of(new Shown(state, T0.plusSeconds(99), true)));
    assertThat(store.due(T0.plusSeconds(60), T0.plusSeconds(70), 10)).containsExactly(begun.id());
    store.bringUpToDate(List.of(new Shown(state, T0.plusSeconds(65), true)));
    assertThat(store.due(T0.plusSeconds(65), T0.plusSeconds(70), 10)).containsExactly(begun.id());
    store.bringUpToDate(List.of(new Shown(state, null)));
    store.bringUpToDate(List.of(new Shown(state, T0.plusSeconds(80), true)));
    assertThat(store.due(T0.plusSeconds(79), T0.plusSeconds(90), 10)).isEmpty();
    assertThat(store.due(T0.plusSeconds(80), T0.plusSeconds(90), 10)).containsExactly(begun.id());
  }

  @Test
  void all_that_is_looked_at_later_can_be_due_at_once() {
    ExecutionStore store = store();
    Request later = request(workspace, null, "h", T0.plusSeconds(99));
    Request outside = request(workspace, null, "h", T0);
    List.of(later, outside).forEach(store::create);
    store.append(List.of(appendLooking(state(outside), null, started(outside))));
    assertThat(store.due(T0, T0.plusSeconds(9), 10)).isEmpty();
    assertThat(store.hasten(T0)).isEqualTo(1);
    assertThat(store.due(T0, T0.plusSeconds(9), 10)).containsExactly(later.id());
  }
}
