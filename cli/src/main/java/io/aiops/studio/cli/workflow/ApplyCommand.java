package io.aiops.studio.cli.workflow;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Saves workflow files as new versions. A text that is the newest already is left alone. */
@Command(
    name = "apply",
    description = {
      "Saves workflow files as new versions of the workflows they name. A file that is the newest version already makes no new one.",
      "",
      "The exit code is 0 if all are saved, 1 if one is refused; the others are saved all the same."
    })
public final class ApplyCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Workflows in YAML or JSON.")
  private List<Path> files = new ArrayList<>();

  public ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<WorkflowFile> read =
        files.stream().map(file -> WorkflowFile.read(session.folder(), file)).toList();
    boolean allSaved = true;
    for (WorkflowFile file : read) {
      allSaved &= apply(file);
    }
    return allSaved ? 0 : CommandFailedException.FAILED;
  }

  private boolean apply(WorkflowFile file) {
    Optional<JsonNode> newest =
        file.name().flatMap(this::newest).filter(found -> file.sameAs(Json.text(found, "text")));
    if (newest.isPresent()) {
      say(file, newest.get(), "unchanged, version %s of %s");
      return true;
    }
    try {
      say(file, file.send(session.api(), Resource.of("workflows")), "saved as version %s of %s");
      return true;
    } catch (RefusedException e) {
      if (e.status() != 422) {
        throw e;
      }
      session.terminal().say(file.path() + ": not saved, it cannot run.");
      e.details().forEach(problem -> session.terminal().say("  " + problem));
      return false;
    }
  }

  private void say(WorkflowFile file, JsonNode version, String sentence) {
    session
        .terminal()
        .result(
            file.path()
                + ": "
                + sentence.formatted(Json.text(version, "version"), Json.text(version, "name")));
  }

  private Optional<JsonNode> newest(String name) {
    try {
      return Optional.of(session.api().get(Resource.of("workflows", name)));
    } catch (RefusedException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
