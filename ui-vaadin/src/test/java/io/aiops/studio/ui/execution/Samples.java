package io.aiops.studio.ui.execution;

import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Failure;
import io.aiops.studio.host.query.ExecutionViews.GoesOn;
import io.aiops.studio.host.query.ExecutionViews.Items;
import io.aiops.studio.host.query.ExecutionViews.ModelCall;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.host.query.ExecutionViews.Usage;
import io.aiops.studio.host.query.ExecutionViews.Wait;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An execution of two steps, the second of which failed once. */
final class Samples {

  static final UUID ID = new UUID(0, 42);
  static final UUID ORIGIN = new UUID(0, 41);
  static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
  static final Usage NONE = new Usage(0, 0, null, null, false);
  static final Usage SOME = new Usage(1200, 34, new BigDecimal("0.0012"), "USD", true);

  private Samples() {}

  static Instant at(long seconds) {
    return BEGIN.plusSeconds(seconds);
  }

  static Detail running() {
    return detail(Status.RUNNING, null, List.of(parse(), summary(null)));
  }

  static Detail failed() {
    return detail(Status.FAILED, at(10), List.of(parse(), summary(at(10))));
  }

  static Detail completed() {
    return detail(Status.COMPLETED, at(10), List.of(parse(), summary(at(10))));
  }

  /** A list that runs. */
  static Detail list(Items items) {
    Attempt attempt =
        new Attempt(
            1,
            at(1),
            null,
            Map.of("items", items.total()),
            null,
            null,
            null,
            NONE,
            List.of(),
            List.of());
    Step tickets =
        new Step(
            "tickets",
            "tickets",
            "Tickets",
            "forEach",
            Status.RUNNING,
            List.of(attempt),
            null,
            items,
            null,
            null);
    return detail(Status.RUNNING, null, List.of(tickets));
  }

  /**
   * Each waits for something else, since the second second; the last for a tool call's approval.
   */
  static Detail waiting() {
    return detail(
        Status.RUNNING,
        null,
        List.of(
            waiting("pause", "wait", "time", Map.of("until", at(60).toString())),
            waiting("paid", "signal", "signal", Map.of("signal", "order-7-paid")),
            waiting("ask", "approval", "approval", Map.of()),
            waiting("write", "agent", "approval", Map.of())));
  }

  private static Step waiting(String id, String kind, String what, Map<String, Object> input) {
    int since = kind.equals("agent") ? 1 : 2;
    Attempt attempt =
        new Attempt(
            1,
            at(since),
            null,
            input,
            null,
            null,
            null,
            NONE,
            List.of(),
            List.of(new Wait(what, at(2), null)));
    return new Step(id, id, id, kind, Status.WAITING, List.of(attempt), null, null, null, null);
  }

  /** A plan with a step and a list in it. */
  static Detail planned() {
    return detail(
        Status.RUNNING,
        null,
        List.of(
            begun("plan", "plan"),
            begun("plan[0]/send", "tool"),
            begun("plan[0]/each", "forEach"),
            begun("plan[0]/each[0]/t", "transform")));
  }

  private static Step begun(String path, String kind) {
    Attempt attempt =
        new Attempt(1, at(1), null, Map.of(), null, null, null, NONE, List.of(), List.of());
    return new Step(
        path, path, path, kind, Status.RUNNING, List.of(attempt), null, null, null, null);
  }

  private static Step parse() {
    Attempt attempt =
        new Attempt(
            1,
            at(0),
            at(2),
            Map.of("file", "x"),
            Map.of("lines", 12),
            null,
            null,
            NONE,
            List.of(),
            List.of());
    return new Step(
        "parse",
        "parse",
        "Parse",
        "tool",
        Status.COMPLETED,
        List.of(attempt),
        null,
        null,
        null,
        null);
  }

  private static Step summary(@org.jspecify.annotations.Nullable Instant ended) {
    Failure failure = new Failure("unavailable", "The model does not answer.", "acme.model 1.2.0");
    Attempt first =
        new Attempt(1, at(2), at(4), Map.of(), null, failure, at(6), NONE, List.of(), List.of());
    Attempt second =
        new Attempt(
            2,
            at(6),
            ended,
            Map.of(),
            ended == null ? null : Map.of("text", "All is well."),
            null,
            null,
            SOME,
            List.of(new ModelCall("model", "simulated/standard", at(6), 812, SOME, null)),
            List.of());
    return new Step(
        "summary",
        "summary",
        "Summary",
        "agent",
        ended == null ? Status.RUNNING : Status.COMPLETED,
        List.of(first, second),
        "Turn 2 of 8",
        null,
        at(5),
        "agent 'echo' with model 'small'");
  }

  private static Detail detail(
      Status status, @org.jspecify.annotations.Nullable Instant ended, List<Step> steps) {
    Summary summary =
        new Summary(
            ID,
            "log-triage",
            3,
            status,
            BEGIN,
            ended,
            "ada",
            status == Status.COMPLETED ? 2 : 1,
            2,
            SOME,
            null);
    Object output = status == Status.COMPLETED ? Map.of("report", "done") : null;
    return new Detail(
        summary,
        "",
        Map.of("threshold", 10),
        output,
        steps,
        false,
        9,
        null,
        new GoesOn(ORIGIN, "rollback", "parse", "It is about dogs."),
        at(9),
        true);
  }
}
