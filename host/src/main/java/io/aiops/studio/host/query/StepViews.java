package io.aiops.studio.host.query;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.Plans;
import io.aiops.studio.host.execution.Rollback;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.host.query.ExecutionViews.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Folds an execution's events into what its page shows: each step with its attempts. What lies
 * outside the {@link Window} is counted and not kept, so that a list of any length costs little.
 */
final class StepViews {

  private final Body body;
  private final Window window;
  private final Plans plans = new Plans();
  private final Map<String, StepBuilding> steps = new LinkedHashMap<>();
  private @Nullable Object output;
  private boolean more;
  private long lastSequence;
  private @Nullable Instant slaBreached;
  private ExecutionViews.@Nullable GoesOn goesOn;
  private boolean degraded;

  StepViews(Body body, Rows rows) {
    this.body = body;
    this.window = new Window(body, rows, plans::of);
    body.steps().forEach(step -> steps.put(step.id(), new StepBuilding(step.id(), step)));
  }

  void apply(Recorded recorded) {
    Instant at = recorded.at();
    lastSequence = recorded.sequence();
    switch (recorded.event()) {
      case Event.ExecutionStarted e -> goesOn = goesOn(e.origin());
      case Event.StepScheduled e ->
          shown(e.path()).ifPresent(step -> step.begin(Status.RUNNING, e.attempt(), at, e.input()));
      case Event.StepWaiting e ->
          shown(e.path())
              .ifPresent(step ->
                  step.await(e.attempt(), Map.of("until", e.until().toString()), "time", at));
      case Event.StepQueued e -> shown(e.path()).ifPresent(step -> step.queue(e, at));
      case Event.StepAdmitted e -> shown(e.path()).ifPresent(step -> step.admit(at));
      case Event.FallbackTaken e -> fallBack(e, at);
      case Event.ApprovalRequested e -> shown(e.path()).ifPresent(step -> step.ask(e, at));
      case Event.ApprovalDecided e -> shown(e.path()).ifPresent(step -> step.goOn(at));
      case Event.ApprovalDelegated e -> {}
      case Event.ApprovalEscalated e -> {}
      case Event.ExecutionQueued e -> {}
      case Event.ExecutionAdmitted e -> {}
      case Event.SignalReceived e -> {}
      case Event.ChildStarted e ->
          shown(e.path()).ifPresent(step -> step.begin(Status.RUNNING, e.attempt(), at, child(e)));
      case Event.SignalAwaited e ->
          shown(e.path())
              .ifPresent(step -> step.await(e.attempt(), Map.of("signal", e.name()), "signal", at));
      case Event.SignalTaken e -> {}
      case Event.PlanAdopted e -> planned(e, at);
      case Event.ItemsOpened e ->
          shown(e.path()).ifPresent(step -> step.open(e.items().size(), at));
      case Event.ItemCompleted e -> shown(e.path()).ifPresent(step -> step.items().done());
      case Event.ItemFailed e -> {}
      case Event.ItemsCompleted e ->
          end(e.path(), Status.COMPLETED, 1, at, null, null, null, List.of());
      case Event.StepCompleted e ->
          end(e.path(), Status.COMPLETED, e.attempt(), at, e.output(), null, null, e.calls());
      case Event.StepFailed e -> failed(e, at);
      case Event.StepAdopted e ->
          end(
              e.path(),
              e.failure() == null ? Status.COMPLETED : Status.FAILED,
              e.attempt(),
              at,
              e.output(),
              e.failure(),
              null,
              List.of());
      case Event.RolledBack e ->
          e.invalidated().forEach(path -> shown(path).ifPresent(StepBuilding::again));
      case Event.SlaBreached e -> late(e.path(), e.due());
      case Event.UndoRecorded e -> {}
      case Event.CompensationStarted e -> {}
      case Event.StepSkipped e -> shown(e.path()).ifPresent(StepBuilding::skip);
      case Event.ExecutionCompleted e -> output = e.output();
      case Event.ExecutionFailed e -> stopRunning();
      case Event.ExecutionCancelled e -> stopRunning();
    }
  }

  private void late(@Nullable String path, Instant due) {
    if (path == null) {
      slaBreached = due;
    } else {
      shown(path).ifPresent(step -> step.late(due));
    }
  }

  private void fallBack(Event.FallbackTaken e, Instant at) {
    end(e.path(), Status.WAITING, e.attempt(), at, null, e.failure(), null, e.calls());
    shown(e.path()).ifPresent(step -> step.fallBack(e.to()));
    degraded = true;
  }

  /** Whether a step did something else than it should have, shown or not. */
  boolean degraded() {
    return degraded;
  }

  private static Map<String, @Nullable Object> child(Event.ChildStarted e) {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put("execution", e.childId().toString());
    input.put("workflow", e.workflow());
    input.put("inputs", e.inputs());
    return input;
  }

  /** The steps to come are shown at once: the plan is what one wants to see. */
  private void planned(Event.PlanAdopted e, Instant at) {
    plans.take(e);
    StepBuilding step = shown(e.path()).orElse(null);
    if (step == null) {
      return;
    }
    step.plan(e, at);
    Body plan = plans.of(e.path());
    if (plan != null) {
      plan.steps().forEach(each -> shown(e.path() + "[0]/" + each.id()));
    }
  }

  private void failed(Event.StepFailed e, Instant at) {
    boolean again = e.nextAttemptAt() != null;
    end(
        e.path(),
        again ? Status.WAITING : Status.FAILED,
        e.attempt(),
        at,
        null,
        e.failure(),
        e.nextAttemptAt(),
        e.calls());
    int slash = e.path().lastIndexOf('/');
    if (!again && slash >= 0) {
      int bracket = e.path().lastIndexOf('[', slash);
      int index = Integer.parseInt(e.path().substring(bracket + 1, slash - 1));
      shown(e.path().substring(0, bracket)).ifPresent(list -> list.items().failed(index));
    }
  }

  private void end(
      String path,
      Status status,
      int number,
      Instant at,
      @Nullable Object result,
      @Nullable Failure failure,
      @Nullable Instant next,
      List<CallRecord> calls) {
    shown(path).ifPresent(step -> step.end(status, number, at, result, failure, next, calls));
  }

  private void stopRunning() {
    steps.values().forEach(StepBuilding::stop);
  }

  /** The step, unless it lies outside the window. */
  private Optional<StepBuilding> shown(String path) {
    StepBuilding known = steps.get(path);
    if (known == null && window.takes(path)) {
      known = new StepBuilding(path, window.step(path));
      steps.put(path, known);
      int slash = path.lastIndexOf('/');
      if (slash >= 0) {
        place(known, path.substring(0, slash));
      }
    }
    more |= known == null;
    return Optional.ofNullable(known);
  }

  /**
   * @param item {@code tickets[3]}
   */
  private void place(StepBuilding step, String item) {
    int bracket = item.lastIndexOf('[');
    int index = Integer.parseInt(item.substring(bracket + 1, item.length() - 1));
    shown(item.substring(0, bracket)).ifPresent(list -> list.hold(index, step));
  }

  /** What the execution goes on from, if it did not begin from nothing. */
  ExecutionViews.@Nullable GoesOn goesOn() {
    return goesOn;
  }

  private static ExecutionViews.@Nullable GoesOn goesOn(@Nullable Origin origin) {
    if (origin == null) {
      return null;
    }
    Rollback rollback = origin.rollback();
    String how = origin.mode().name().toLowerCase(Locale.ROOT);
    return new ExecutionViews.GoesOn(
        origin.executionId(),
        rollback == null ? how : "rollback",
        origin.from(),
        rollback == null ? null : rollback.diagnosis());
  }

  /** When the execution should have ended, if it was noted that it had not. */
  @Nullable Instant slaBreached() {
    return slaBreached;
  }

  @Nullable Object output() {
    return output;
  }

  /** True if steps were left out. */
  boolean more() {
    return more;
  }

  long lastSequence() {
    return lastSequence;
  }

  /**
   * @param progress the last message of a running step, empty if none
   */
  List<ExecutionViews.Step> steps(Function<String, String> progress) {
    List<ExecutionViews.Step> views = new ArrayList<>(steps.size());
    for (Step step : body.steps()) {
      shown(step.id()).ifPresent(known -> add(known, progress, views));
      StepBuilding undo = steps.get(step.id() + Step.UNDO);
      if (undo != null) {
        add(undo, progress, views);
      }
    }
    return views;
  }

  private void add(
      StepBuilding step, Function<String, String> progress, List<ExecutionViews.Step> views) {
    views.add(step.view(progress, step.opened() ? items(step) : null));
    step.within().forEach(item -> item.forEach(each -> add(each, progress, views)));
  }

  private ExecutionViews.Items items(StepBuilding list) {
    int total = list.items().total();
    return window.covers(list.path())
        ? list.items().view(window.from(total), window.to(total))
        : list.items().view(0, 0);
  }
}
