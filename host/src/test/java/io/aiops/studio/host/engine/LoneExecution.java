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

  Engine engine(EventSink sink, @Nullable Liveness liveness) {
    return new Engine(
        store, new Definitions(workshop.store), new Expressions(), sink, clock, 10, liveness);
  }

  /**
   * @param body of its workflow, all but schema and name
   */
  void create(String body) {
    workflow = workshop.save("t", body);
    UUID workspace = workshop.ada.workspaceId();
    UUID workflowId = workshop.store.find(workspace, "t").orElseThrow().workflowId();
    store.create(
        new Request(
            id,
            workspace,
            workflowId,
            "t",
            1,
            Map.of(),
            "ada",
            clock.instant(),
            null,
            "",
            null,
            4));
  }

  List<Recorded> events() {
    return store.events(id, 0, 100);
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
