package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Starts an execution that differs from another from a step on. */
@Command(
    name = "fork",
    description =
        "Runs a step and what comes after it again in a new execution, with something changed; all"
            + " else is taken over.")
public final class ForkCommand extends RerunCommand {

  @Option(
      names = "--at",
      required = true,
      paramLabel = "STEP",
      description = "Path of the first step that is run again: parse, or tickets[3]/classify.")
  @SuppressWarnings("NullAway.Init")
  private String step;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Another version of the workflow; else the same.")
  private @Nullable Integer version;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = "Another value of an input, a JSON value or text; the others stay.")
  private List<String> inputs = List.of();

  @Option(
      names = "--instruction",
      paramLabel = "STEP=TEXT",
      description = "Another instruction for an agent; LIST/STEP within a list.")
  private List<String> instructions = List.of();

  @Option(names = "--model", paramLabel = "STEP=MODEL", description = "Another model for an agent.")
  private List<String> models = List.of();

  public ForkCommand(Session session) {
    super(session, "fork");
  }

  @Override
  Map<String, Object> request() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("step", step);
    if (version != null) {
      request.put("version", version);
    }
    if (!inputs.isEmpty()) {
      request.put("inputs", changed());
    }
    Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
    change(changes, "--instruction", "instruction", instructions);
    change(changes, "--model", "model", models);
    if (!changes.isEmpty()) {
      request.put("changes", changes);
    }
    return request;
  }

  private Map<String, Object> changed() {
    JsonNode detail = session().api().get(Resource.of("executions", execution()));
    Map<String, Object> values = new LinkedHashMap<>();
    detail.path("inputs").properties().forEach(one -> values.put(one.getKey(), one.getValue()));
    for (String argument : inputs) {
      String[] pair = pair("--input", argument);
      values.put(pair[0], TypedValue.json(pair[1]).<Object>map(json -> json).orElse(pair[1]));
    }
    return values;
  }

  private static void change(
      Map<String, Map<String, Object>> changes, String option, String field, List<String> given) {
    for (String argument : given) {
      String[] pair = pair(option, argument);
      changes.computeIfAbsent(pair[0], path -> new LinkedHashMap<>()).put(field, pair[1]);
    }
  }

  private static String[] pair(String option, String argument) {
    int equals = argument.indexOf('=');
    if (equals < 1) {
      throw CommandFailedException.misuse(option + " is '" + argument + "'; expected NAME=VALUE.");
    }
    return new String[] {argument.substring(0, equals), argument.substring(equals + 1)};
  }
}
