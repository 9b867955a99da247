package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.identity.TestClock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One execution in memory, with a clock that a test sets. */
final class LoneExecution {

  final TestClock clock = new TestClock();
  final InMemoryExecutionStore store = new InMemoryExecutionStore();
  final UUID id = UUID.randomUUID();
  private final Workshop workshop = new Workshop();
  private Workflow workflow;
  private String text;

  Engine engine(EventSink sink, @Nullable Liveness liveness) {
    return engine(sink, liveness, Engine.PART);
  }

  /**
   * @param part how many items of a list one decision opens at most
   */
  Engine engine(EventSink sink, @Nullable Liveness liveness, int part) {
    return new Engine(
        store, new Definitions(workshop.store), new Expressions(), sink, clock, 10, liveness, part);
  }

  /**
   * @param body of its workflow, all but schema and name
   */
  void create(String body) {
    create(body, false);
  }

  /**
   * @param limited whether it waits for its turn
   */
  void create(String body, boolean limited) {
    workflow = workshop.save("t", body);
    text = workshop.store.find(workshop.ada.workspaceId(), "t").orElseThrow().text();
    create(id, null, limited);
  }

  /** A retry of it; its id. */
  UUID retry() {
    return retry(false);
  }

  /**
   * A retry of it; its id.
   *
   * @param limited whether it waits for its turn
   */
  UUID retry(boolean limited) {
    UUID again = UUID.randomUUID();
    long last = events().getLast().sequence();
    create(again, new Origin(id, last, Origin.Mode.RETRY, id, null, Map.of(), null), limited);
    return again;
  }

  private void create(UUID as, @Nullable Origin origin, boolean limited) {
    UUID workspace = workshop.ada.workspaceId();
    store.create(
        new Request(
            as,
            workspace,
            workshop.store.find(workspace, "t").orElseThrow().workflowId(),
            "t",
            1,
            Map.of(),
            "ada",
            clock.instant(),
            null,
            "",
            origin,
            4,
            limited,
            null,
            false));
  }

  History history(UUID of) {
    return History.of(store, store.header(of).orElseThrow(), text);
  }

  List<Recorded> events() {
    return store.events(id, 0, 200);
  }

  /** What its log gives, as an engine that has forgotten it reads it. */
  ExecutionState folded() {
    ExecutionState state = new ExecutionState(id, workshop.ada.workspaceId(), workflow);
    events().forEach(recorded -> state.apply(recorded.event(), recorded.at()));
    return state;
  }

  void replaysTheSame() {
    assertThat(
            new Replay(new Expressions())
                .run(store.header(id).orElseThrow(), workflow, Adoption.NONE, new Log(store, id))
                .difference())
        .isNull();
  }
}
