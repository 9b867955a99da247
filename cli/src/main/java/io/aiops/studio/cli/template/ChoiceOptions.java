package io.aiops.studio.cli.template;

import io.aiops.studio.cli.server.Resource;
import java.util.List;
import picocli.CommandLine.Option;

/** What is chosen for a template. */
final class ChoiceOptions {

  @Option(
      names = "--connection",
      paramLabel = "ROLE=NAME",
      description = "Which connection plays a role; may be repeated.")
  private List<String> connections = List.of();

  @Option(
      names = "--model",
      paramLabel = "ROLE=NAME",
      description = "Which model provider, or provider/model; may be repeated.")
  private List<String> models = List.of();

  @Option(
      names = "--workflow",
      paramLabel = "ROLE=NAME",
      description = "Which workflow runs as a step; may be repeated.")
  private List<String> workflows = List.of();

  @Option(
      names = "--consent",
      paramLabel = "TOKEN",
      description = "A plugin that comes with it may have what it asked for; may be repeated.")
  private List<String> consents = List.of();

  Resource in(Resource resource) {
    Resource all = resource;
    for (String each : connections) {
      all = all.with("connection", each);
    }
    for (String each : models) {
      all = all.with("model", each);
    }
    for (String each : workflows) {
      all = all.with("workflow", each);
    }
    for (String each : consents) {
      all = all.with("consent", each);
    }
    return all;
  }
}
