package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.NoAnswerException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Runs a workflow on the server and shows each step live. */
@Command(
    name = "exec",
    description = {
      "Runs a workflow on the server, shows each step live, prints the output.",
      "",
      "The exit code is 0 if it completed, 1 if it failed or was cancelled. Ctrl-C leaves it running. Files in the output are fetched."
    })
public final class ExecCommand implements Callable<Integer> {

  private static final int START_ATTEMPTS = 4;
  private static final Duration START_PAUSE = Duration.ofSeconds(1);

  private final Session session;

  @Parameters(paramLabel = "WORKFLOW", description = "Its name; ./studio workflows lists them.")
  @SuppressWarnings("NullAway.Init")
  private String workflow;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = {
        "An input. NAME=@FILE gives a file, or the text in it where the workflow takes text;",
        "NAME=@@TEXT gives text that begins with an at sign."
      })
  private List<String> inputs = new ArrayList<>();

  @Option(names = "--version", paramLabel = "N", description = "Which version; else the newest.")
  private @Nullable Integer version;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key with the same request starts one execution only.")
  private @Nullable String key;

  @Option(names = "--json", description = "Print one JSON document instead of lines for people.")
  private boolean json;

  @Option(names = "--detach", description = "Start it, print its id, do not wait.")
  private boolean detach;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where files of the output go; else the current folder.")
  private @Nullable Path out;

  public ExecCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Resource named = Resource.of("workflows", workflow);
    JsonNode found =
        session
            .api()
            .get(
                version == null
                    ? named
                    : Resource.of("workflows", workflow, "versions", version.toString()));
    Map<String, Object> values =
        new InputValues(InputSchema.of(Json.text(found, "text")), session.folder()).of(inputs);
    values.replaceAll(
        (name, value) -> value instanceof InputValues.Upload(Path file) ? upload(file) : value);
    JsonNode started = start(found.path("version").asInt(), values);
    String id = Json.text(started, "id");
    if (detach) {
      session.terminal().result(json ? Json.compact(started) : id);
      return 0;
    }
    if (!json) {
      session
          .terminal()
          .say(
              "Execution "
                  + id
                  + (started.path("created").asBoolean(true)
                      ? ""
                      : " (started by this key before)"));
    }
    return new Watch(session, out == null ? session.folder() : out, json).toTheEnd(id);
  }

  private JsonNode upload(Path file) {
    try {
      if (!json) {
        session
            .terminal()
            .say("Uploading %s (%s) …".formatted(file, Wording.bytes(Files.size(file))));
      }
      return session
          .api()
          .upload(Resource.of("files").with("name", file.getFileName()), mediaType(file), file);
    } catch (IOException e) {
      throw CommandFailedException.misuse(
          "The file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static String mediaType(Path file) throws IOException {
    if (file.toString().endsWith(".log")) {
      return "text/plain";
    }
    return Optional.ofNullable(Files.probeContentType(file)).orElse("application/octet-stream");
  }

  /** With a key, so that asking again after a broken connection cannot start it twice. */
  private JsonNode start(int numbered, Map<String, Object> values) throws InterruptedException {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("workflow", workflow);
    if (version != null) {
      request.put("version", numbered);
    }
    request.put("inputs", values);
    Map<String, String> headers =
        Map.of("Idempotency-Key", key == null ? UUID.randomUUID().toString() : key);
    for (int attempt = 1; ; attempt++) {
      try {
        return session.api().post(Resource.of("executions"), request, headers);
      } catch (NoAnswerException e) {
        if (attempt == START_ATTEMPTS) {
          throw e;
        }
        session.pause().of(START_PAUSE);
      }
    }
  }
}
