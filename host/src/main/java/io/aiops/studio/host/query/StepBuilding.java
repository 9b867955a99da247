package io.aiops.studio.host.query;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A step while it is being put together: where it is, and its attempts. */
final class StepBuilding {

  private final String path;
  private final Step step;
  private final List<Attempt> attempts = new ArrayList<>();
  private final ItemCount items = new ItemCount();

  /** The steps within, by item, those of an item in the order they began. */
  private final Map<Integer, List<StepBuilding>> within = new TreeMap<>();

  private boolean opened;
  private Status status = Status.PENDING;
  private @Nullable Instant slaBreached;
  private String waitsFor = "";
  private @Nullable String fallback;

  StepBuilding(String path, Step step) {
    this.path = path;
    this.step = step;
  }

  String path() {
    return path;
  }

  ItemCount items() {
    return items;
  }

  void hold(int item, StepBuilding each) {
    within.computeIfAbsent(item, i -> new ArrayList<>()).add(each);
  }

  Collection<List<StepBuilding>> within() {
    return within.values();
  }

  void begin(Status as, int number, Instant at, @Nullable Object input) {
    status = as;
    waitsFor = "";
    attempts.add(begun(number, at, input));
  }

  private static Attempt begun(int number, Instant at, @Nullable Object input) {
    return new Attempt(
        number,
        at,
        null,
        input,
        null,
        null,
        null,
        CallViews.usage(List.of()),
        List.of(),
        List.of());
  }

  /** A new attempt that waits from its beginning. */
  void await(int number, Object input, String what, Instant at) {
    begin(Status.WAITING, number, at, input);
    waits(what, at);
  }

  void open(int values, Instant at) {
    begin(Status.RUNNING, 1, at, Map.of("items", values));
    opened = true;
    items.open(values);
  }

  /** An approval step's attempt begins with its question; another's waits in the middle. */
  void ask(Event.ApprovalRequested e, Instant at) {
    if (step.work() instanceof Step.ApprovalWork) {
      begin(Status.WAITING, e.attempt(), at, Json.toMap(e.ask()));
    } else {
      status = Status.WAITING;
      waitsFor = "";
    }
    waits("approval", at);
  }

  void queue(Event.StepQueued e, Instant at) {
    String names =
        e.places().stream()
            .map(place -> "'" + place.connection() + "'")
            .collect(Collectors.joining(" and "));
    status = Status.WAITING;
    waitsFor = "Waits for a place at connection " + names;
    waits("place", at);
  }

  void admit(Instant at) {
    waitsFor = "";
    goOn(at);
  }

  /** What it waited for is there: the same attempt goes on, but for one that was the question. */
  void goOn(Instant at) {
    if (step.work() instanceof Step.ApprovalWork) {
      return;
    }
    status = Status.RUNNING;
    if (!attempts.isEmpty()) {
      Attempt last = attempts.removeLast();
      attempts.add(with(last, over(last.waits(), at)));
    }
  }

  private void waits(String what, Instant at) {
    if (!attempts.isEmpty()) {
      Attempt last = attempts.removeLast();
      List<Wait> waits = new ArrayList<>(last.waits());
      waits.add(new Wait(what, at, null));
      attempts.add(with(last, waits));
    }
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

  /** Its plan is there; nobody was asked for one that was taken over. */
  void plan(Event.PlanAdopted e, Instant at) {
    if (e.takenOver()) {
      begin(Status.RUNNING, e.attempt(), at, null);
      return;
    }
    Attempt asked = attempts.removeLast();
    attempts.add(
        new Attempt(
            asked.number(),
            asked.scheduledAt(),
            null,
            asked.input(),
            null,
            null,
            null,
            CallViews.usage(e.calls()),
            CallViews.of(e.calls()),
            over(asked.waits(), at)));
  }

  void end(
      Status as,
      int number,
      Instant at,
      @Nullable Object result,
      @Nullable Failure failure,
      @Nullable Instant next,
      List<CallRecord> calls) {
    status = as;
    waitsFor = "";
    // A step that failed for good and continues with its stated output has that output in the end.
    Attempt begun =
        !attempts.isEmpty() && attempts.getLast().number() == number
            ? attempts.removeLast()
            : begun(number, at, null);
    attempts.add(
        new Attempt(
            number,
            begun.scheduledAt(),
            at,
            begun.input(),
            result,
            failure == null ? begun.failure() : CallViews.view(failure),
            next,
            calls.isEmpty() ? begun.usage() : CallViews.usage(calls),
            calls.isEmpty() ? begun.calls() : CallViews.of(calls),
            over(begun.waits(), at)));
  }

  void fallBack(String to) {
    fallback = to;
  }

  /** Rolled back: it is run again, as it was meant. */
  void again() {
    status = Status.PENDING;
    fallback = null;
  }

  void skip() {
    status = Status.SKIPPED;
  }

  void late(Instant due) {
    slaBreached = due;
  }

  /** The execution ended before it did. */
  void stop() {
    if (status == Status.RUNNING || status == Status.WAITING) {
      status = Status.CANCELLED;
    }
  }

  boolean opened() {
    return opened;
  }

  /**
   * @param progress the last message of a running step, empty if none
   * @param counted its items; null if it was not opened
   */
  ExecutionViews.Step view(
      Function<String, String> progress, ExecutionViews.@Nullable Items counted) {
    String message =
        switch (status) {
          case RUNNING -> progress.apply(path);
          case WAITING -> waitsFor;
          default -> "";
        };
    return new ExecutionViews.Step(
        path,
        step.id(),
        step.title(),
        step.work().kind(),
        status,
        List.copyOf(attempts),
        message.isEmpty() ? null : message,
        counted,
        slaBreached,
        fallback);
  }
}
