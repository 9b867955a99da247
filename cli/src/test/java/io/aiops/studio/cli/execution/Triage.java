package io.aiops.studio.cli.execution;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.stream;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Json;
import java.nio.file.Path;

/** A studio with a workflow, and the command that runs it. */
final class Triage implements AutoCloseable {

  static final String START = "POST /api/v1/executions";

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: triage
      inputs:
        type: object
        properties:
          file: {type: object, format: file}
          top: {type: integer}
          note: {type: string}
      steps: [{id: parse, kind: agent, agent: echo}]
      """;

  private final Path folder;
  private final FakeStudio studio = new FakeStudio();

  Triage(Path folder) {
    this.folder = folder;
    studio
        .on("GET /api/v1/workflows/triage", workflow())
        .on(START, json(201, "{\"id\":\"" + Script.ID + "\",\"created\":true}"));
  }

  static FakeStudio.Answer workflow() {
    return json(200, "{\"name\":\"triage\",\"version\":3,\"text\":" + Json.compact(TEXT) + "}");
  }

  FakeStudio studio() {
    return studio;
  }

  CommandLineRun exec(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "exec";
    all[1] = "triage";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CommandLineRun.of(studio.url(), folder, all);
  }

  void itRuns(String output) {
    studio.on(
        Script.EVENTS,
        stream(
            Script.STARTED, Script.SCHEDULED, Script.COMPLETED, Script.ended(output), Script.END));
  }

  @Override
  public void close() {
    studio.close();
  }
}
