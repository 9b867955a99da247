package io.aiops.studio.cli.check;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.console.Terminal.Tone;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Has the server check itself, and says what is wrong and what happens next. */
@Command(
    name = "doctor",
    description = {
      "Says what is wrong with the server and with the workspace, and what happens next."
          + " Executions that nobody works at and that wait for nothing are looked at after it.",
      "Exit code 0: nothing is wrong, 1: something is. For administrators."
    })
public final class DoctorCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  public DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode report = session.api().get(Resource.of("self-check"));
    List<JsonNode> findings = Json.items(report);
    if (json) {
      session.terminal().result(Json.pretty(report));
    } else {
      findings.forEach(this::print);
    }
    long wrong = findings.stream().filter(finding -> !fine(finding)).count();
    if (!json) {
      session
          .terminal()
          .say(
              wrong == 0
                  ? "Nothing is wrong."
                  : "%d of %d findings want a look.".formatted(wrong, findings.size()));
    }
    return wrong == 0 ? 0 : CommandFailedException.FAILED;
  }

  private void print(JsonNode finding) {
    Terminal terminal = session.terminal();
    String severity = Json.text(finding, "severity");
    terminal.result(
        "%s %s: %s"
            .formatted(
                terminal.tone(tone(severity), "%-7s".formatted(Terminal.plain(severity))),
                Terminal.plain(Json.text(finding, "part")),
                Terminal.plain(Json.text(finding, "says"))));
    if (!fine(finding)) {
      terminal.result("        " + Terminal.plain(Json.text(finding, "next")));
    }
  }

  private static boolean fine(JsonNode finding) {
    return Json.text(finding, "severity").equals("ok");
  }

  private static Tone tone(String severity) {
    return switch (severity) {
      case "ok" -> Tone.GOOD;
      case "warning" -> Tone.CAUTION;
      default -> Tone.BAD;
    };
  }
}
