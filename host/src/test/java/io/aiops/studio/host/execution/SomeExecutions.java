package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Executions that a store is given. */
public abstract class SomeExecutions {

  protected static final Instant T0 = Instant.parse("2026-01-01T00:00:00.123456Z");

  protected final UUID workspace = UUID.randomUUID();
  protected final UUID workflow = UUID.randomUUID();

  /** An empty one. */
  protected abstract ExecutionStore store();

  /** The workflow now has this newest version, or is removed. */
  protected abstract void saved(
      ExecutionStore store, UUID inWorkspace, UUID workflow, int newest, boolean removed);

  protected Request request(UUID inWorkspace, String key, String hash, Instant at) {
    return new Request(
        UUID.randomUUID(),
        inWorkspace,
        workflow,
        "triage",
        3,
        Map.of("n", 1, "text", "ü \u0000"),
        "ada",
        at,
        key,
        hash,
        null,
        7);
  }

  protected static ExecutionState state(Request request) {
    return new ExecutionState(
        request.id(),
        request.workspaceId(),
        WorkflowReader.read(
                """
                schema: aiops-studio/workflow/v1
                name: triage
                steps: [{id: a, kind: agent, agent: echo}]
                """)
            .workflow()
            .orElseThrow());
  }

  private static final Instant LOOK = T0.plusSeconds(60);

  protected static Append append(ExecutionState state, Event... events) {
    return appendLooking(state, LOOK, events);
  }

  protected static Append appendLooking(ExecutionState state, Instant lookAt, Event... events) {
    long first = state.sequence() + 1;
    for (Event event : events) {
      state.apply(event, T0);
    }
    return Append.of(state, first, T0, List.of(events), new Shown(state, lookAt));
  }

  protected static Event.ExecutionStarted started(Request request) {
    return new Event.ExecutionStarted(
        request.workflowId(), request.workflow(), request.version(), request.inputs(), "ada", null);
  }
}
