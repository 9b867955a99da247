package io.aiops.studio.cli.trigger;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows a trigger and what became of its last firings. */
@Command(
    name = "show",
    description = "Shows a trigger and its last firings, newest first, with why nothing started.")
public final class TriggerShowCommand implements Callable<Integer> {

  private static final int MOST = 200;
  private static final int SHOWN = 10;

  /** What a person says of a trigger; the rest is the server's to say. */
  private static final List<String> DEFINITION =
      List.of("workflow", "version", "inputs", "enabled", "schedule", "webhook", "completion");

  private final Session session;

  @Parameters(paramLabel = "NAME", description = "As 'triggers list' shows it.")
  @SuppressWarnings("NullAway.Init")
  private String name;

  @Option(
      names = "--firings",
      paramLabel = "N",
      description = "How many at most, 1 to 200; else 10.")
  private @Nullable Integer firings;

  @Option(names = "--definition", description = "Print what 'triggers apply' takes, to change it.")
  private boolean definition;

  @Option(names = "--json", description = "Print the trigger and its firings as JSON.")
  private boolean json;

  public TriggerShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (definition && (json || firings != null)) {
      throw CommandFailedException.misuse(
          "--definition is given with %s; expected it alone."
              .formatted(json ? "--json" : "--firings"));
    }
    int limit = firings == null ? SHOWN : firings;
    if (limit < 1 || limit > MOST) {
      throw CommandFailedException.misuse(
          "--firings is %d; expected a number from 1 to %d.".formatted(limit, MOST));
    }
    JsonNode trigger = session.api().get(Resource.of("triggers", name));
    if (definition) {
      session.terminal().result(Json.pretty(definition(trigger)));
      return 0;
    }
    List<JsonNode> last =
        Json.items(
            session.api().get(Resource.of("triggers", name, "firings").with("limit", limit)));
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("trigger", trigger);
      all.put("firings", last);
      session.terminal().result(Json.pretty(all));
    } else {
      print(new TriggerLine(trigger));
      print(last);
    }
    return 0;
  }

  private static Map<String, Object> definition(JsonNode trigger) {
    Map<String, Object> said = new LinkedHashMap<>();
    for (String field : DEFINITION) {
      if (trigger.hasNonNull(field)) {
        said.put(field, trigger.path(field));
      }
    }
    if (Json.text(trigger, "kind").equals("QUEUE")) {
      // There is nothing to say of it, so it is not shown; it has to be given all the same.
      said.put("queue", Map.of());
    }
    return said;
  }

  private void print(TriggerLine trigger) {
    line("trigger", trigger.name() + ", " + trigger.state());
    line("fires", trigger.fires());
    line("next", trigger.next());
    line("answers", answers(trigger.node().path("webhook")));
    line("starts", trigger.workflow() + " as " + trigger.actsAs());
    JsonNode inputs = trigger.node().path("inputs");
    line("inputs", inputs.isEmpty() ? "" : Json.compact(inputs));
    line("missed", missed(trigger.node().path("schedule")));
    line("changed", TriggerLine.time(trigger.node(), "changedAt"));
  }

  private static String answers(JsonNode webhook) {
    long seconds = webhook.path("answerWithinSeconds").asLong();
    return seconds == 0
        ? ""
        : "with the outcome if it is there within " + Wording.counted(seconds, "second", "seconds");
  }

  private static String missed(JsonNode schedule) {
    String missed = Json.text(schedule, "missed");
    return missed.equals("ALL") ? missed + ", at most " + Json.text(schedule, "most") : missed;
  }

  private void line(String what, String value) {
    if (!value.isEmpty()) {
      session.terminal().result("%-10s %s".formatted(what, Terminal.plain(value)));
    }
  }

  private void print(List<JsonNode> last) {
    if (last.isEmpty()) {
      session.terminal().say("It has not fired yet.");
      return;
    }
    Table table = new Table("FIRED", "FOR", "BECAUSE OF", "RESULT", "EXECUTION", "REASON");
    for (JsonNode firing : last) {
      table.row(
          TriggerLine.time(firing, "raisedAt"),
          TriggerLine.time(firing, "scheduledAt"),
          Json.text(firing, "cause"),
          Json.text(firing, "status"),
          Json.text(firing, "executionId"),
          Json.text(firing, "reason"));
    }
    session.terminal().result("");
    table.lines().forEach(session.terminal()::result);
  }
}
