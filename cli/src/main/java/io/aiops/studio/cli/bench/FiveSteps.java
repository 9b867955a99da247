package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Pause;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The workflow that is measured: five echo agents in a row. */
final class FiveSteps {

  static final String NAME = "bench-five-steps";
  static final int STEPS = 5;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final Api api;

  FiveSteps(Api api) {
    this.api = api;
  }

  /** Saves it, unless the server has it as it is. */
  void apply() {
    byte[] text = text();
    if (!new String(text, StandardCharsets.UTF_8).equals(saved())) {
      api.post(Resource.of("workflows"), "application/yaml", text);
    }
  }

  /** The id of a new execution. */
  String start() {
    return Json.text(
        api.post(
            Resource.of("executions"),
            Map.of("workflow", NAME, "inputs", Map.of("word", "bench")),
            Map.of()),
        "id");
  }

  /** Runs it once to its end. */
  void runOnce(Pause pause, Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    String id = start();
    JsonNode summary;
    do {
      pause.of(LOOK_AGAIN);
      summary = api.get(Resource.of("executions", id)).path("summary");
      if (System.nanoTime() - until > 0) {
        throw new CommandFailedException(
            "The first execution (%s) is still %s after %d s."
                .formatted(id, Json.text(summary, "status"), limit.toSeconds()));
      }
    } while (Json.text(summary, "endedAt").isEmpty());
    if (!Json.text(summary, "status").equals("COMPLETED")) {
      throw new CommandFailedException(
          "The first execution (%s) ended as %s: %s"
              .formatted(id, Json.text(summary, "status"), summary.path("failure")));
    }
  }

  private String saved() {
    try {
      return Json.text(api.get(Resource.of("workflows", NAME)), "text");
    } catch (RefusedException e) {
      if (e.status() == 404) {
        return "";
      }
      throw e;
    }
  }

  private static byte[] text() {
    try (InputStream in = FiveSteps.class.getResourceAsStream("five-steps.yaml")) {
      if (in == null) {
        throw new IllegalStateException("five-steps.yaml is missing in this program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("five-steps.yaml cannot be read", e);
    }
  }
}
