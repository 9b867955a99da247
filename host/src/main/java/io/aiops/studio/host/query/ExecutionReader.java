package io.aiops.studio.host.query;

import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.execution.Verification;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers what views and REST ask about executions, from the projection and the log. */
public final class ExecutionReader implements ExecutionQuery {

  private static final int MOST_EVENTS = 1_000;

  private final ExecutionRows rows;
  private final ExecutionStore store;
  private final WorkflowStore workflows;
  private final EventHub progress;

  public ExecutionReader(
      ExecutionRows rows, ExecutionStore store, WorkflowStore workflows, EventHub progress) {
    this.rows = rows;
    this.store = store;
    this.workflows = workflows;
    this.progress = progress;
  }

  @Override
  public ExecutionViews.Page list(Caller caller, ExecutionViews.Filter filter) {
    caller.require(Permission.VIEW);
    return rows.list(caller.workspaceId(), filter);
  }

  @Override
  public ExecutionViews.Detail get(Caller caller, UUID executionId, ExecutionViews.Rows window) {
    return follow(caller, executionId, window).now(caller);
  }

  @Override
  public Following follow(Caller caller, UUID executionId, ExecutionViews.Rows window) {
    caller.require(Permission.VIEW);
    ExecutionRows.Row row = row(caller, executionId);
    String text =
        workflows
            .find(caller.workspaceId(), row.workflowId(), row.summary().version())
            .map(WorkflowVersion::text)
            .orElseThrow(() -> new NotFoundException("workflow", row.summary().workflow()));
    Workflow workflow =
        WorkflowReader.read(text)
            .workflow()
            .orElseThrow(() -> new IllegalStateException("A saved workflow cannot be read"));
    return new Fold(executionId, text, new StepViews(workflow.body(), window));
  }

  /** Keeps what the steps came to so far; several threads may ask at once. */
  private final class Fold implements Following {

    private final UUID executionId;
    private final String text;
    private final StepViews steps;

    Fold(UUID executionId, String text, StepViews steps) {
      this.executionId = executionId;
      this.text = text;
      this.steps = steps;
    }

    @Override
    public synchronized ExecutionViews.Detail now(Caller caller) {
      caller.require(Permission.VIEW);
      ExecutionRows.Row row = row(caller, executionId);
      new Log(store, executionId, steps.lastSequence())
          .forEachRemaining(line -> steps.apply(line.recorded()));
      return new ExecutionViews.Detail(
          row.summary(),
          text,
          Json.parseMap(row.inputs()),
          steps.output(),
          steps.steps(step -> progress.progressOf(executionId, step)),
          steps.more(),
          steps.lastSequence(),
          row.parent(),
          steps.goesOn(),
          steps.slaBreached(),
          steps.degraded());
    }
  }

  @Override
  public ExecutionViews.Summary summary(Caller caller, UUID executionId) {
    caller.require(Permission.VIEW);
    return row(caller, executionId).summary();
  }

  @Override
  public ExecutionViews.Events events(Caller caller, UUID executionId, long after, int limit) {
    caller.require(Permission.VIEW);
    if (limit < 1 || limit > MOST_EVENTS) {
      throw new InvalidException("limit", "is " + limit + "; expected 1 to " + MOST_EVENTS);
    }
    row(caller, executionId);
    ExecutionStore.Page page = store.page(executionId, after, limit);
    return new ExecutionViews.Events(
        page.lines().stream().map(line -> view(line.recorded())).toList(), page.more());
  }

  @Override
  public ExecutionViews.Verification verify(Caller caller, UUID executionId) {
    caller.require(Permission.VIEW);
    Verification found =
        Verification.of(store, executionId, row(caller, executionId).lastSequence());
    return new ExecutionViews.Verification(
        executionId,
        found.firstBad() == null,
        found.events(),
        found.hash().toString(),
        found.firstBad(),
        found.problem());
  }

  private ExecutionRows.Row row(Caller caller, UUID executionId) {
    return rows.find(caller.workspaceId(), executionId)
        .orElseThrow(() -> new NotFoundException("execution", executionId.toString()));
  }

  private static ExecutionViews.Event view(Recorded recorded) {
    Event event = recorded.event();
    Map<String, @Nullable Object> data = Json.toMap(event);
    data.remove("cause");
    Object path = data.remove("path");
    return new ExecutionViews.Event(
        recorded.sequence(),
        EventCodec.type(event),
        recorded.at(),
        path instanceof String step ? step : null,
        data);
  }
}
