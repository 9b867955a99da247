package io.aiops.studio.cli.trigger;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.JsonObject;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What starts executions by itself. */
@Command(
    name = "triggers",
    description =
        "Lists, shows, saves, switches, fires and removes what starts workflows by itself: schedules, webhooks, queue messages, other executions.")
public final class TriggersCommand implements Runnable {

  private static final String NAME = "As 'triggers list' shows it.";
  private static final String PATH = "triggers";

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public TriggersCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: list, show, apply, enable, disable, fire, backfill, secret or remove.");
  }

  @Command(name = "list", description = "Lists triggers by name.")
  int list(@Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    List<JsonNode> found = Json.items(session.api().get(Resource.of(PATH)));
    if (json) {
      found.forEach(item -> session.terminal().result(Json.compact(item)));
      return 0;
    }
    if (found.isEmpty()) {
      session.terminal().say("There are none. Save one with ./studio triggers apply NAME FILE.");
      return 0;
    }
    Table table = new Table("NAME", "STATE", "STARTS", "AS", "NEXT", "FIRES");
    for (JsonNode item : found) {
      TriggerLine trigger = new TriggerLine(item);
      table.row(
          trigger.name(),
          trigger.state(),
          trigger.workflow(),
          trigger.actsAs(),
          trigger.next(),
          trigger.fires());
    }
    table.lines().forEach(session.terminal()::result);
    return 0;
  }

  @Command(
      name = "apply",
      description =
          "Saves a trigger from a file, or replaces the one of that name. It acts as you from then on. What the file leaves out has its default: one without \"enabled\" switches the trigger on. The secret of a new webhook is printed this once.")
  int apply(
      @Parameters(paramLabel = "NAME", description = "Lower case letters, digits and '-'.")
          String name,
      @Parameters(
              paramLabel = "FILE",
              description =
                  "A JSON object as 'triggers show NAME --definition' prints it; docs/triggers.md has more.")
          Path file,
      @Option(names = "--json", description = "Print what the server answers.") boolean json) {
    JsonNode saved =
        session.api().put(Resource.of(PATH, name), JsonObject.in(session.folder(), file));
    if (json) {
      session.terminal().result(Json.compact(saved));
      return 0;
    }
    sayThat("Saved", saved);
    printSecret(Json.text(saved, "secret"));
    return 0;
  }

  @Command(
      name = "enable",
      description = "Switches a trigger on. A schedule goes on from now; nothing counts as missed.")
  int enable(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    sayThat("Switched on", session.api().post(Resource.of(PATH, name, "enable")));
    return 0;
  }

  @Command(name = "disable", description = "Switches a trigger off. What it started goes on.")
  int disable(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    sayThat("Switched off", session.api().post(Resource.of(PATH, name, "disable")));
    return 0;
  }

  @Command(
      name = "fire",
      description =
          "Fires a trigger now, as you, also one that is switched off. Prints the execution's id.")
  int fire(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(
              names = "--inputs",
              paramLabel = "JSON",
              description = "An object in place of the trigger's inputs.")
          @Nullable String inputs,
      @Option(
              names = "--idempotency-key",
              paramLabel = "KEY",
              description = "The same key fires once.")
          @Nullable String key) {
    JsonNode started =
        session
            .api()
            .post(
                Resource.of(PATH, name, "fire"),
                inputs == null ? Map.of() : Map.of("inputs", JsonObject.of("--inputs", inputs)),
                key == null ? Map.of() : Map.of("Idempotency-Key", key));
    String id = Json.text(started, "id");
    session.terminal().result(id);
    session
        .terminal()
        .say(
            (started.path("created").asBoolean() ? "Started" : "This key had started it before")
                + ". See it: ./studio show "
                + id
                + " --follow");
    return 0;
  }

  @Command(
      name = "backfill",
      description =
          "Fires a schedule, as you, for its past times that have started nothing, also those that failed or were skipped; at most 1,000 at once.")
  int backfill(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(
              names = "--from",
              required = true,
              paramLabel = "MOMENT",
              description = "The first, such as 2026-11-01T00:00:00Z.")
          String from,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "MOMENT",
              description = "The moment after the last.")
          String to) {
    JsonNode done =
        session
            .api()
            .post(
                Resource.of(PATH, name, "backfill"),
                Map.of("from", moment("--from", from), "to", moment("--to", to)),
                Map.of());
    session
        .terminal()
        .say(
            "%s will fire, %s had before. See them: ./studio triggers show %s"
                .formatted(
                    Wording.counted(done.path("raised").asLong(), "time", "times"),
                    Json.text(done, "known"),
                    name));
    return 0;
  }

  @Command(
      name = "secret",
      description =
          "Makes a new secret for a webhook and prints it, this once. Requests signed with the old one are refused from then on.")
  int secret(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    printSecret(Json.text(session.api().post(Resource.of(PATH, name, "secret")), "secret"));
    return 0;
  }

  @Command(
      name = "remove",
      description = "Removes a trigger with its history. What it started goes on.")
  int remove(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    session.api().delete(Resource.of(PATH, name));
    session.terminal().say("Removed " + name + ".");
    return 0;
  }

  private void sayThat(String done, JsonNode shown) {
    TriggerLine trigger = new TriggerLine(shown);
    session
        .terminal()
        .say(
            Terminal.plain(
                "%s: %s starts %s %s; it is %s.%s"
                    .formatted(
                        done,
                        trigger.name(),
                        trigger.workflow(),
                        trigger.fires(),
                        trigger.state(),
                        trigger.next().isEmpty() ? "" : " Next " + trigger.next() + ".")));
  }

  /** Alone on standard output, so that it can be piped to where it is kept. */
  private void printSecret(String secret) {
    if (!secret.isEmpty()) {
      session.terminal().result(secret);
      session.terminal().say("This is the secret that requests are signed with; not shown again.");
    }
  }

  private static String moment(String option, String text) {
    try {
      return Instant.parse(text).toString();
    } catch (DateTimeParseException e) {
      throw CommandFailedException.misuse(
          "%s is '%s'; expected a moment such as 2026-11-01T00:00:00Z.".formatted(option, text), e);
    }
  }
}
