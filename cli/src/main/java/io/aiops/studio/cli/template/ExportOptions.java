package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which workflow becomes which template. */
final class ExportOptions {

  @Parameters(paramLabel = "WORKFLOW", description = "As 'workflows' lists it.")
  @SuppressWarnings("NullAway.Init")
  private String workflow;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The template's: lower case words with dots, such as acme.log-triage; else the workflow's name.")
  private @Nullable String id;

  @Option(names = "--version", paramLabel = "X.Y.Z", description = "The template's.")
  private @Nullable String version;

  @Option(
      names = "--workflow-version",
      paramLabel = "N",
      description = "Which version of the workflow; else the newest.")
  private @Nullable Integer workflowVersion;

  @Option(
      names = "--step",
      paramLabel = "ID",
      description =
          "An agent step: a template of that agent alone, which other workflows run as a step. Of one in a list LIST.ID.")
  private @Nullable String step;

  @Option(
      names = "--sample",
      paramLabel = "EXECUTION",
      description =
          "An execution whose inputs, files with them, go along to try it on; with --step what that step took when it first ran in it.")
  private @Nullable String sample;

  @Option(names = "--readme", paramLabel = "FILE", description = "Markdown.")
  private @Nullable Path readme;

  @Option(names = "--screenshot", paramLabel = "FILE", description = "PNG of the graph.")
  private @Nullable Path screenshot;

  @Option(
      names = "--with-plugins",
      description =
          "The plugins go along as their publishers signed them, for a studio without a network; only administrators may.")
  private boolean withPlugins;

  /** Of the template. */
  String id() {
    return id == null ? workflow : id;
  }

  /** Of the template. */
  String version() {
    if (version == null) {
      throw CommandFailedException.misuse("Say the template's version: --version X.Y.Z.");
    }
    return version;
  }

  /** As it was given: a workflow, or what may be a file. */
  String given() {
    return workflow;
  }

  /** As the server takes it. */
  Map<String, Object> request(Session session) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("workflow", workflow);
    request.put("id", id());
    request.put("templateVersion", version());
    if (workflowVersion != null) {
      request.put("version", workflowVersion);
    }
    if (step != null) {
      request.put("step", step);
    }
    if (readme != null) {
      request.put("readme", new String(content(session, readme), StandardCharsets.UTF_8));
    }
    if (screenshot != null) {
      request.put("screenshot", Base64.getEncoder().encodeToString(content(session, screenshot)));
    }
    if (sample != null) {
      request.put("sampleOf", sample);
    }
    request.put("withPlugins", withPlugins);
    return request;
  }

  private static byte[] content(Session session, Path file) {
    try {
      return Files.readAllBytes(session.folder().resolve(file));
    } catch (IOException e) {
      throw CommandFailedException.misuse("There is no readable file " + file + ".", e);
    }
  }
}
