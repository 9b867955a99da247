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
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.ModelCall;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Usage;
import io.aiops.studio.host.query.ExecutionViews.Wait;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folds an execution's events into what its page shows: each step with its attempts. What lies
 * outside the {@link Window} is counted and not kept, so that a list of any length costs little.
 */
final class StepViews {

  /** A step while it is being put together. */
  private static final class Building {
    final String path;
    final Step step;
    final List<Attempt> attempts = new ArrayList<>();
    final ItemCount items = new ItemCount();

    /** The steps within, by item, those of an item in the order they began. */
    final Map<Integer, List<Building>> within = new TreeMap<>();

    boolean opened;
    Status status = Status.PENDING;
    @Nullable Instant slaBreached;
    String waitsFor = "";
    @Nullable String fallback;

    Building(String path, Step step) {
      this.path = path;
      this.step = step;
    }
  }

  private final Body body;
  private final Window window;
  private final Plans plans = new Plans();
  private final Map<String, Building> steps = new LinkedHashMap<>();
  private @Nullable Object output;
  private boolean more;
  private long lastSequence;
  private @Nullable Instant slaBreached;
  private ExecutionViews.@Nullable GoesOn goesOn;
  private boolean degraded;

  StepViews(Body body, Rows rows) {
    this.body = body;
    this.window = new Window(body, rows, plans::of);
    body.steps().forEach(step -> steps.put(step.id(), new Building(step.id(), step)));
  }

  void apply(Recorded recorded) {
    Instant at = recorded.at();
    lastSequence = recorded.sequence();
    switch (recorded.event()) {
      case Event.ExecutionStarted e -> goesOn = goesOn(e.origin());
      case Event.StepScheduled e -> begin(e.path(), Status.RUNNING, e.attempt(), at, e.input());
      case Event.StepWaiting e -> {
        begin(e.path(), Status.WAITING, e.attempt(), at, Map.of("until", e.until().toString()));
        waits(e.path(), "time", at);
      }
      case Event.StepQueued e -> queue(e, at);
      case Event.StepAdmitted e -> admit(e, at);
      case Event.FallbackTaken e -> fallBack(e, at);
      case Event.ApprovalRequested e -> asked(e, at);
      case Event.ApprovalDecided e -> decided(e.path(), at);
      case Event.ApprovalDelegated e -> {}
      case Event.ApprovalEscalated e -> {}
      case Event.ExecutionQueued e -> {}
      case Event.ExecutionAdmitted e -> {}
      case Event.SignalReceived e -> {}
      case Event.ChildStarted e -> begin(e.path(), Status.RUNNING, e.attempt(), at, child(e));
      case Event.SignalAwaited e -> {
        begin(e.path(), Status.WAITING, e.attempt(), at, Map.of("signal", e.name()));
        waits(e.path(), "signal", at);
      }
      case Event.SignalTaken e -> {}
      case Event.PlanAdopted e -> planned(e, at);
      case Event.ItemsOpened e -> open(e.path(), e.items().size(), at);
      case Event.ItemCompleted e -> shown(e.path()).ifPresent(step -> step.items.done());
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
          e.invalidated().forEach(path -> shown(path).ifPresent(StepViews::again));
      case Event.SlaBreached e -> late(e.path(), e.due());
      case Event.UndoRecorded e -> {}
      case Event.CompensationStarted e -> {}
      case Event.StepSkipped e -> shown(e.path()).ifPresent(step -> step.status = Status.SKIPPED);
      case Event.ExecutionCompleted e -> output = e.output();
      case Event.ExecutionFailed e -> stopRunning();
      case Event.ExecutionCancelled e -> stopRunning();
    }
  }

  private static void again(Building step) {
    step.status = Status.PENDING;
    step.fallback = null;
  }

  private void late(@Nullable String path, Instant due) {
    if (path == null) {
      slaBreached = due;
    } else {
      shown(path).ifPresent(step -> step.slaBreached = due);
    }
  }

  private void fallBack(Event.FallbackTaken e, Instant at) {
    end(e.path(), Status.WAITING, e.attempt(), at, null, e.failure(), null, e.calls());
    shown(e.path()).ifPresent(step -> step.fallback = e.to());
    degraded = true;
  }

  /** Whether a step did something else than it should have, shown or not. */
  boolean degraded() {
    return degraded;
  }

  private void queue(Event.StepQueued e, Instant at) {
    String names =
        e.places().stream()
            .map(place -> "'" + place.connection() + "'")
            .collect(Collectors.joining(" and "));
    shown(e.path())
        .ifPresent(step -> {
          step.status = Status.WAITING;
          step.waitsFor = "Waits for a place at connection " + names;
        });
    waits(e.path(), "place", at);
  }

  private void admit(Event.StepAdmitted e, Instant at) {
    shown(e.path()).ifPresent(step -> step.waitsFor = "");
    decided(e.path(), at);
  }

  private void begin(String path, Status status, int number, Instant at, @Nullable Object input) {
    shown(path)
        .ifPresent(step -> {
          step.status = status;
          step.waitsFor = "";
          step.attempts.add(begun(number, at, input));
        });
  }

  private static Attempt begun(int number, Instant at, @Nullable Object input) {
    return new Attempt(
        number, at, null, input, null, null, null, usage(List.of()), List.of(), List.of());
  }

  private void waits(String path, String what, Instant at) {
    shown(path)
        .filter(step -> !step.attempts.isEmpty())
        .ifPresent(step -> {
          Attempt last = step.attempts.removeLast();
          List<Wait> waits = new ArrayList<>(last.waits());
          waits.add(new Wait(what, at, null));
          step.attempts.add(with(last, waits));
        });
  }

  private void decided(String path, Instant at) {
    shown(path)
        .filter(step -> !(step.step.work() instanceof Step.ApprovalWork))
        .ifPresent(step -> {
          step.status = Status.RUNNING;
          if (!step.attempts.isEmpty()) {
            Attempt last = step.attempts.removeLast();
            step.attempts.add(with(last, over(last.waits(), at)));
          }
        });
  }

  private static List<Wait> over(List<Wait> waits, Instant at) {
    return waits.stream()
        .map(wait -> wait.to() == null ? new Wait(wait.what(), wait.from(), at) : wait)
        .toList();
  }

  private static Attempt with(Attempt attempt, List<Wait> waits) {
    return new Attempt(
        attempt.number(),
        attempt.scheduledAt(),
        attempt.endedAt(),
        attempt.input(),
        attempt.output(),
        attempt.failure(),
        attempt.nextAttemptAt(),
        attempt.usage(),
        attempt.calls(),
        waits);
  }

  private static Map<String, @Nullable Object> child(Event.ChildStarted e) {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put("execution", e.childId().toString());
    input.put("workflow", e.workflow());
    input.put("inputs", e.inputs());
    return input;
  }

  private void asked(Event.ApprovalRequested e, Instant at) {
    boolean question =
        shown(e.path()).filter(step -> step.step.work() instanceof Step.ApprovalWork).isPresent();
    if (question) {
      begin(e.path(), Status.WAITING, e.attempt(), at, Json.toMap(e.ask()));
    } else {
      shown(e.path())
          .ifPresent(step -> {
            step.status = Status.WAITING;
            step.waitsFor = "";
          });
    }
    waits(e.path(), "approval", at);
  }

  /** The steps to come are shown at once: the plan is what one wants to see. */
  private void planned(Event.PlanAdopted e, Instant at) {
    plans.take(e);
    Building step = shown(e.path()).orElse(null);
    if (step == null) {
      return;
    }
    if (e.takenOver()) {
      begin(e.path(), Status.RUNNING, e.attempt(), at, null);
    } else {
      Attempt asked = step.attempts.removeLast();
      step.attempts.add(
          new Attempt(
              asked.number(),
              asked.scheduledAt(),
              null,
              asked.input(),
              null,
              null,
              null,
              usage(e.calls()),
              e.calls().stream().map(StepViews::view).toList(),
              over(asked.waits(), at)));
    }
    Body plan = plans.of(e.path());
    if (plan != null) {
      plan.steps().forEach(each -> shown(e.path() + "[0]/" + each.id()));
    }
  }

  private void open(String path, int items, Instant at) {
    begin(path, Status.RUNNING, 1, at, Map.of("items", items));
    shown(path)
        .ifPresent(step -> {
          step.opened = true;
          step.items.open(items);
        });
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
      shown(e.path().substring(0, bracket)).ifPresent(list -> list.items.failed(index));
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
    Building step = shown(path).orElse(null);
    if (step == null) {
      return;
    }
    step.status = status;
    step.waitsFor = "";
    // A step that failed for good and continues with its stated output has that output in the end.
    Attempt begun =
        !step.attempts.isEmpty() && step.attempts.getLast().number() == number
            ? step.attempts.removeLast()
            : begun(number, at, null);
    step.attempts.add(
        new Attempt(
            number,
            begun.scheduledAt(),
            at,
            begun.input(),
            result,
            failure == null ? begun.failure() : view(failure),
            next,
            calls.isEmpty() ? begun.usage() : usage(calls),
            calls.isEmpty() ? begun.calls() : calls.stream().map(StepViews::view).toList(),
            over(begun.waits(), at)));
  }

  private void stopRunning() {
    for (Building step : steps.values()) {
      if (step.status == Status.RUNNING || step.status == Status.WAITING) {
        step.status = Status.CANCELLED;
      }
    }
  }

  /** The step, unless it lies outside the window. */
  private Optional<Building> shown(String path) {
    Building known = steps.get(path);
    if (known == null && window.takes(path)) {
      known = new Building(path, window.step(path));
      steps.put(path, known);
      int slash = path.lastIndexOf('/');
      if (slash >= 0) {
        place(known, path.substring(0, slash));
      }
    }
    more |= known == null;
    return Optional.ofNullable(known);
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

  /**
   * @param item {@code tickets[3]}
   */
  private void place(Building step, String item) {
    int bracket = item.lastIndexOf('[');
    int index = Integer.parseInt(item.substring(bracket + 1, item.length() - 1));
    shown(item.substring(0, bracket))
        .ifPresent(list -> list.within.computeIfAbsent(index, i -> new ArrayList<>()).add(step));
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
      Building undo = steps.get(step.id() + Step.UNDO);
      if (undo != null) {
        add(undo, progress, views);
      }
    }
    return views;
  }

  private void add(
      Building step, Function<String, String> progress, List<ExecutionViews.Step> views) {
    String message =
        switch (step.status) {
          case RUNNING -> progress.apply(step.path);
          case WAITING -> step.waitsFor;
          default -> "";
        };
    views.add(
        new ExecutionViews.Step(
            step.path,
            step.step.id(),
            step.step.title(),
            step.step.work().kind(),
            step.status,
            List.copyOf(step.attempts),
            message.isEmpty() ? null : message,
            step.opened ? items(step) : null,
            step.slaBreached,
            step.fallback));
    step.within.values().forEach(item -> item.forEach(each -> add(each, progress, views)));
  }

  private ExecutionViews.Items items(Building list) {
    int total = list.items.total();
    return window.covers(list.path)
        ? list.items.view(window.from(total), window.to(total))
        : list.items.view(0, 0);
  }

  private static ExecutionViews.Failure view(Failure failure) {
    return new ExecutionViews.Failure(failure.category(), failure.message());
  }

  private static ModelCall view(CallRecord call) {
    Failure failure = call.failure();
    return new ModelCall(
        call.kind(),
        call.name(),
        call.at(),
        call.millis(),
        usage(List.of(call)),
        failure == null ? null : view(failure));
  }

  private static Usage usage(List<CallRecord> calls) {
    long input = 0;
    long output = 0;
    BigDecimal cost = null;
    String currency = null;
    boolean simulated = false;
    for (CallRecord call : calls) {
      input += call.inputTokens();
      output += call.outputTokens();
      simulated |= call.simulated();
      if (call.cost() != null && (currency == null || currency.equals(call.currency()))) {
        cost = cost == null ? call.cost() : cost.add(call.cost());
        currency = call.currency();
      }
    }
    return new Usage(input, output, cost, currency, simulated);
  }
}
