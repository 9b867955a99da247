package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.console.Terminal.Tone;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.ExecutionEvent;
import io.aiops.studio.cli.server.Follow;
import io.aiops.studio.cli.server.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Shows an execution as it happens, a line per change. Keeps what it ended with. */
final class LiveView implements Follow.Listener {

  private static final int SHOWN = 200;
  private static final int STEP_WIDTH = 24;
  private static final int STATUS_WIDTH = 10;

  private final Terminal terminal;
  private final Map<String, Instant> began = new HashMap<>();
  private final Map<String, Integer> items = new HashMap<>();
  private final Map<String, Integer> itemsDone = new HashMap<>();
  private Optional<Instant> started = Optional.empty();
  private Optional<ExecutionEvent> end = Optional.empty();

  LiveView(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What the execution ended with; empty while it runs. */
  Optional<ExecutionEvent> end() {
    return end;
  }

  @Override
  public void event(ExecutionEvent event) {
    JsonNode data = event.data();
    String step = event.step().orElse("");
    switch (event.type()) {
      case "ExecutionStarted" -> {
        started = Optional.of(event.at());
        line(
            event,
            "started",
            Tone.BUSY,
            "%s, version %s".formatted(Json.text(data, "workflow"), Json.text(data, "version")));
      }
      case "StepScheduled" -> {
        began.put(step, event.at());
        line(event, "running", Tone.BUSY, attempt(data));
      }
      case "StepWaiting" -> {
        began.put(step, event.at());
        line(event, "waiting", Tone.BUSY, "until " + time(data, "until"));
      }
      case "ChildStarted" -> {
        began.put(step, event.at());
        line(event, "running", Tone.BUSY, "execution " + Json.text(data, "childId"));
      }
      case "ExecutionQueued" -> line(event, "queued", Tone.BUSY, "for its turn");
      case "ExecutionAdmitted" -> line(event, "admitted", Tone.BUSY);
      case "CompensationStarted" -> line(event, "undoing", Tone.CAUTION);
      case "SignalAwaited" -> {
        began.put(step, event.at());
        line(event, "waiting", Tone.BUSY, "for the signal " + Json.text(data, "name"));
      }
      case "SignalReceived" ->
          line(
              event,
              "signal",
              Tone.BUSY,
              "%s from %s".formatted(Json.text(data, "name"), Json.text(data, "by")));
      case "SignalTaken" -> {}
      case "StepQueued" ->
          line(
              event,
              "waiting",
              Tone.BUSY,
              "for a place at connection " + Json.text(data.path("places").path(0), "connection"));
      case "FallbackTaken" ->
          line(
              event,
              "fallback",
              Tone.CAUTION,
              attempt(data),
              calls(data),
              failure(data),
              "from now on " + Json.text(data, "to"));
      case "StepAdmitted" -> line(event, "running", Tone.BUSY, "it has its place");
      case "SlaBreached" -> line(event, "late", Tone.CAUTION, "due at " + time(data, "due"));
      case "PlanAdopted" -> {
        began.putIfAbsent(step, event.at());
        line(event, "planned", Tone.BUSY, planned(data), calls(data));
      }
      case "ItemsOpened" -> {
        began.put(step, event.at());
        items.put(step, data.path("items").size());
        line(event, "running", Tone.BUSY, items.get(step) + " items");
      }
      case "ItemCompleted" ->
          line(
              event,
              "running",
              Tone.BUSY,
              "item %d done, %d of %s"
                  .formatted(
                      data.path("index").asInt(),
                      itemsDone.merge(step, 1, Integer::sum),
                      items.getOrDefault(step, 0)));
      case "ItemsCompleted" -> line(event, "completed", Tone.GOOD, took(event));
      case "StepCompleted" ->
          line(event, "completed", Tone.GOOD, attempt(data), took(event), calls(data), limit(data));
      case "StepFailed" -> {
        boolean again = !Json.text(data, "nextAttemptAt").isEmpty();
        line(
            event,
            again ? "retrying" : "failed",
            again ? Tone.CAUTION : Tone.BAD,
            attempt(data),
            took(event),
            calls(data),
            failure(data),
            again ? "next attempt at " + time(data, "nextAttemptAt") : "");
      }
      case "StepSkipped" -> line(event, "skipped", Tone.QUIET);
      case "ExecutionCompleted" -> ended(event, "completed", Tone.GOOD, "");
      case "ExecutionFailed" -> ended(event, "failed", Tone.BAD, failure(data));
      case "ExecutionCancelled" ->
          ended(event, "cancelled", Tone.CAUTION, "by " + Json.text(data, "by"));
      default -> line(event, event.type(), Tone.QUIET);
    }
  }

  @Override
  public void progress(String step, String message) {
    terminal.say(
        "%s  %s  %s"
            .formatted(
                Wording.time(Instant.now()),
                pad(Terminal.plain(step), STEP_WIDTH),
                terminal.tone(Tone.QUIET, "· " + shortened(message))));
  }

  @Override
  public void lost(String why) {
    terminal.say(
        terminal.tone(
            Tone.CAUTION,
            "The connection is lost ("
                + Terminal.plain(why)
                + "); the execution goes on by itself. Reconnecting …"));
  }

  @Override
  public void back() {
    terminal.say(terminal.tone(Tone.CAUTION, "Connected again."));
  }

  private void ended(ExecutionEvent event, String status, Tone tone, String note) {
    end = Optional.of(event);
    String took =
        started.map(from -> Wording.duration(Duration.between(from, event.at()))).orElse("");
    line(event, status, tone, took, note);
  }

  private void line(ExecutionEvent event, String status, Tone tone, String... notes) {
    List<String> given = new ArrayList<>(List.of(notes));
    given.removeIf(String::isEmpty);
    String step = event.step().filter(path -> !event.last()).orElse("execution");
    String text =
        "%s  %s  %s  %s"
            .formatted(
                Wording.time(event.at()),
                pad(Terminal.plain(step), STEP_WIDTH),
                terminal.tone(tone, pad(status, STATUS_WIDTH)),
                String.join(", ", given));
    terminal.say(text.stripTrailing());
  }

  private static String attempt(JsonNode data) {
    int attempt = data.path("attempt").asInt(1);
    return attempt > 1 ? "attempt " + attempt : "";
  }

  private String took(ExecutionEvent event) {
    return event
        .step()
        .map(began::get)
        .map(from -> Wording.duration(Duration.between(from, event.at())))
        .orElse("");
  }

  private static String planned(JsonNode data) {
    List<String> ids = new ArrayList<>();
    data.path("plan").path("steps").forEach(step -> ids.add(Json.text(step, "id")));
    return shortened(String.join(", ", ids));
  }

  private static String calls(JsonNode data) {
    JsonNode calls = data.path("calls");
    if (calls.isEmpty()) {
      return "";
    }
    long tokens = 0;
    boolean simulated = false;
    for (JsonNode call : calls) {
      tokens += call.path("inputTokens").asLong() + call.path("outputTokens").asLong();
      simulated |= call.path("simulated").asBoolean();
    }
    return "%d %s%s%s"
        .formatted(
            calls.size(),
            calls.size() == 1 ? "call" : "calls",
            tokens > 0 ? ", " + Wording.count(tokens) + " tokens" : "",
            simulated ? " (simulated model)" : "");
  }

  private static String limit(JsonNode data) {
    String limit = Json.text(data, "limit");
    return limit.isEmpty() ? "" : "cut short: " + shortened(limit);
  }

  private static String failure(JsonNode data) {
    JsonNode failure = data.path("failure");
    String at = Json.text(data, "path");
    return (at.isEmpty() ? "" : at + " ")
        + Json.text(failure, "category")
        + ": "
        + shortened(Json.text(failure, "message"));
  }

  private static String time(JsonNode data, String field) {
    String text = Json.text(data, field);
    return text.isEmpty() ? "" : Wording.time(Instant.parse(text));
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  private static String shortened(String text) {
    String plain = Terminal.plain(text);
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
  }
}
