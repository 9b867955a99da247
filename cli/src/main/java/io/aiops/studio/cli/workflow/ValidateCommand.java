package io.aiops.studio.cli.workflow;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.console.Terminal.Tone;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Names all that is wrong with workflow files; saves nothing. */
@Command(
    name = "validate",
    description = {
      "Checks workflow files: names all problems at once, each with its place, what was seen and what was expected. Saves nothing.",
      "",
      "The exit code is 0 if all can run, 1 if one cannot."
    })
public final class ValidateCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Workflows in YAML or JSON.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Print a JSON line for each file.")
  private boolean json;

  public ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<WorkflowFile> read =
        files.stream().map(file -> WorkflowFile.read(session.folder(), file)).toList();
    boolean allValid = true;
    for (WorkflowFile file : read) {
      JsonNode verdict = file.send(session.api(), Resource.of("workflows", "validate"));
      allValid &= verdict.path("valid").asBoolean();
      show(file, verdict);
    }
    return allValid ? 0 : CommandFailedException.FAILED;
  }

  private void show(WorkflowFile file, JsonNode verdict) {
    Terminal terminal = session.terminal();
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("file", file.path().toString());
      line.put("valid", verdict.path("valid"));
      line.put("problems", verdict.path("problems"));
      terminal.result(Json.compact(line));
      return;
    }
    if (verdict.path("valid").asBoolean()) {
      terminal.result(file.path() + ": " + terminal.tone(Tone.GOOD, "valid"));
    }
    for (JsonNode problem : verdict.path("problems")) {
      String path = Json.text(problem, "path");
      terminal.result(
          "%s: %s%s"
              .formatted(
                  file.path(),
                  path.isEmpty() ? "" : terminal.tone(Tone.BAD, Terminal.plain(path)) + ": ",
                  Terminal.plain(Json.text(problem, "message"))));
    }
  }
}
