package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A server that is measured.
 *
 * @param token what it knows us by
 * @param machine its processes, if they are on this machine
 */
record Studio(URI url, String token, Api api, Optional<Machine> machine) {

  private static final int PAGE = 200;

  /** The token of the server whose data folder this is. */
  static String token(Path data) {
    try {
      return Files.readString(data.resolve("cli-token")).strip();
    } catch (IOException e) {
      throw new CommandFailedException(
          "The token in " + data + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** Saves a workflow, unless the server has it as it is. */
  void apply(String name, String text) {
    if (!text.equals(saved(name))) {
      api.post(Resource.of("workflows"), "application/yaml", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String saved(String name) {
    try {
      return Json.text(api.get(Resource.of("workflows", name)), "text");
    } catch (RefusedException e) {
      if (e.status() == 404) {
        return "";
      }
      throw e;
    }
  }

  /** Runs executions and comes back when all have ended. */
  Loaded load(Load.Plan plan) {
    Machine.Used before = used();
    long begin = System.nanoTime();
    try (Wire wire = new Wire(url, token)) {
      var runs = new Load(wire, plan).run();
      long nanos = System.nanoTime() - begin;
      return new Loaded(plan, runs, nanos, used().since(before));
    }
  }

  private Machine.Used used() {
    return machine.map(Machine::used).orElse(Machine.Used.NONE);
  }

  /** How many of these executions did not complete; 200 at most are counted. */
  long failed(Load.Plan plan, List<Load.Run> runs) {
    Set<String> ids = runs.stream().map(Load.Run::id).collect(Collectors.toSet());
    return Stream.of("failed", "cancelled")
        .flatMap(status -> newest(plan.workflow(), status, PAGE).stream())
        .filter(summary -> ids.contains(Json.text(summary, "id")))
        .count();
  }

  /** How the newest execution of a workflow stands. */
  String newestStatus(String workflow) {
    return newest(workflow, null, 1).stream()
        .map(summary -> Json.text(summary, "status") + " " + summary.path("failure"))
        .findFirst()
        .orElse("none");
  }

  private List<JsonNode> newest(String workflow, @Nullable String status, int limit) {
    return Json.items(
        api.get(
            Resource.of("executions")
                .with("workflow", workflow)
                .with("status", status)
                .with("limit", limit)));
  }

  Map<String, Object> memory() {
    return machine.map(Machine::memory).orElse(Map.of());
  }
}
