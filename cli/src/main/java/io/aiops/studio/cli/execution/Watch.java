package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.console.Terminal.Tone;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.ExecutionEvent;
import io.aiops.studio.cli.server.Follow;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Follows an execution on the terminal to its end and gives its output. */
final class Watch {

  private final Session session;
  private final Path folder;
  private final boolean json;

  /**
   * @param folder where files of the output go
   * @param json one JSON document instead of lines for people
   */
  Watch(Session session, Path folder, boolean json) {
    this.session = session;
    this.folder = folder;
    this.json = json;
  }

  /** The exit code: 0 if it completed. */
  int toTheEnd(String execution) {
    Terminal terminal = session.terminal();
    LiveView view =
        new LiveView(
            json
                ? new Terminal(
                    terminal.out(),
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                    false)
                : terminal);
    try (Farewell farewell = new Farewell(terminal, execution)) {
      new Follow(session.api(), session.pause(), execution, view).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("The command was interrupted; the execution goes on.", e);
    }
    ExecutionEvent end = view.end().orElseThrow();
    JsonNode output = end.data().path("output");
    boolean completed = end.type().equals("ExecutionCompleted");
    Map<String, Path> files =
        completed ? new OutputFiles(session.api(), folder).fetch(output) : Map.of();
    if (json) {
      terminal.result(Json.pretty(document(execution, end, files)));
    } else if (completed) {
      show(output, files);
    } else {
      terminal.say("All of it: ./studio show " + execution);
    }
    return completed ? 0 : CommandFailedException.FAILED;
  }

  private void show(JsonNode output, Map<String, Path> files) {
    Terminal terminal = session.terminal();
    files
        .values()
        .forEach(file ->
            terminal.say(
                terminal.tone(
                    Tone.GOOD, "Saved %s (%s)".formatted(file, Wording.bytes(size(file))))));
    if (output.isString()) {
      terminal.result(output.asString());
    } else if (!output.isMissingNode()) {
      terminal.result(Json.pretty(output));
    }
  }

  private static Map<String, Object> document(
      String execution, ExecutionEvent end, Map<String, Path> files) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("execution", execution);
    document.put("status", end.type().substring("Execution".length()).toUpperCase(Locale.ROOT));
    document.put("output", end.data().path("output"));
    document.put("failure", end.data().path("failure"));
    Map<String, String> paths = new LinkedHashMap<>();
    files.forEach((id, path) -> paths.put(id, path.toString()));
    document.put("files", paths);
    return document;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new CommandFailedException(file + " was written and is gone: " + e.getMessage(), e);
    }
  }
}
