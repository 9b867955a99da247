package io.aiops.studio.cli.queue;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.JsonObject;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Commands that the engine could not handle and that were put aside. */
@Command(
    name = "dead-letters",
    description =
        "Lists, shows, edits, sends again and drops commands to executions that failed again and again and were put aside.")
public final class DeadLettersCommand implements Runnable {

  /** As many as the server shows of them. */
  private static final int SHOWN = 100;

  /** Unknown, not allowed, away. */
  private static final Set<Integer> HOLDS_FOR_ALL = Set.of(401, 403, 503);

  private static final String ID = "As 'dead-letters list' shows it.";
  private static final String BODY =
      "A JSON object, the whole command, as 'dead-letters show ID --body' prints it.";

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public DeadLettersCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: list, show, edit, send or drop.");
  }

  @Command(name = "list", description = "Lists the newest hundred dead letters, newest first.")
  int list(@Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    List<JsonNode> letters = new ArrayList<>();
    session.api().get(letter()).path("letters").forEach(letters::add);
    if (json) {
      letters.forEach(letter -> session.terminal().result(Json.compact(letter)));
    } else if (letters.isEmpty()) {
      session.terminal().say("There are none: every command was handled.");
    } else {
      print(letters);
    }
    if (letters.size() >= SHOWN) {
      session.terminal().say("These are the newest %d; there may be more.".formatted(SHOWN));
    }
    return 0;
  }

  private void print(List<JsonNode> letters) {
    Table table = new Table("ID", "PUT ASIDE", "COMMAND", "EXECUTION", "TRIES", "WHY");
    for (JsonNode letter : letters) {
      table.row(
          Json.text(letter, "id"),
          at(letter),
          Json.text(letter, "type"),
          Json.text(letter, "execution"),
          Json.text(letter, "tries"),
          Json.text(letter, "why"));
    }
    table.lines().forEach(session.terminal()::result);
  }

  @Command(name = "show", description = "Shows a dead letter: the command, and how it failed.")
  int show(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--body", description = "Print the command alone, to change and send it.")
          boolean body,
      @Option(names = "--json", description = "Print all of it as JSON.") boolean json) {
    if (body && json) {
      throw CommandFailedException.misuse("--body and --json are given; expected one of them.");
    }
    JsonNode letter = session.api().get(letter(id));
    if (body) {
      session.terminal().result(Json.pretty(letter.path("body")));
    } else if (json) {
      session.terminal().result(Json.pretty(letter));
    } else {
      line("letter", Json.text(letter, "id"));
      line("command", Json.text(letter, "type"));
      line("execution", Json.text(letter, "execution"));
      line(
          "put aside",
          at(letter) + " after " + Wording.counted(letter.path("tries").asLong(), "try", "tries"));
      line("why", Json.text(letter, "why"));
      session.terminal().result("");
      session.terminal().result(Json.pretty(letter.path("body")));
    }
    return 0;
  }

  @Command(
      name = "edit",
      description = "Replaces what a dead letter says; it is checked, not sent. Administrators.")
  int edit(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "FILE", description = BODY) Path file) {
    put(id, JsonObject.in(session.folder(), file));
    session.terminal().say("Changed. Send it: ./studio dead-letters send " + id);
    return 0;
  }

  @Command(
      name = "send",
      description = {
        "Gives dead letters to the engine once more. One that fails again comes back as a new one.",
        "",
        "The exit code is 0 if all were sent, 1 if one was not, such as one that is not there; the others are sent all the same."
      })
  int send(
      @Parameters(paramLabel = "ID", arity = "1..*", description = ID) List<String> ids,
      @Option(
              names = "--body",
              paramLabel = "FILE",
              description = "What to send instead, for one ID. Administrators. " + BODY)
          @Nullable Path file) {
    if (file != null) {
      if (ids.size() > 1) {
        throw CommandFailedException.misuse(
            "--body is given with %d IDs; expected one.".formatted(ids.size()));
      }
      put(ids.getFirst(), JsonObject.in(session.folder(), file));
    }
    return each(ids, id -> session.api().post(letter(id, "send")), "Sent: ");
  }

  @Command(
      name = "drop",
      description = {
        "Drops dead letters: their executions never hear of them. There is no way back.",
        "",
        "The exit code is 0 if all were dropped, 1 if one was not, such as one that is not there; the others are dropped all the same."
      })
  int drop(@Parameters(paramLabel = "ID", arity = "1..*", description = ID) List<String> ids) {
    return each(ids, id -> session.api().delete(letter(id)), "Dropped: ");
  }

  /**
   * One that somebody else dealt with meanwhile, or that cannot be read any more, must not keep the
   * others from being dealt with. Who may not, or meets a studio that is away, need not go on.
   */
  private int each(List<String> ids, Consumer<String> act, String done) {
    int code = 0;
    for (String id : ids) {
      try {
        act.accept(id);
        session.terminal().say(done + id);
      } catch (RefusedException e) {
        if (HOLDS_FOR_ALL.contains(e.status())) {
          throw e;
        }
        session.terminal().say("studio: " + Terminal.plain(id + ": " + e.getMessage()));
        e.details().forEach(detail -> session.terminal().say("  " + Terminal.plain(detail)));
        code = CommandFailedException.FAILED;
      }
    }
    return code;
  }

  private void put(String id, JsonNode body) {
    JsonNode unused = session.api().put(letter(id), Map.of("body", body));
  }

  private static Resource letter(String... more) {
    List<String> segments = new ArrayList<>(List.of("queues", "dead-letters"));
    segments.addAll(List.of(more));
    return Resource.of(segments.toArray(String[]::new));
  }

  private static String at(JsonNode letter) {
    return Wording.dateTime(Instant.parse(Json.text(letter, "at")));
  }

  private void line(String what, String value) {
    session.terminal().result("%-10s %s".formatted(what, Terminal.plain(value)));
  }
}
