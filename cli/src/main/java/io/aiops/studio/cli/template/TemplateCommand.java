package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Templates of a running studio. */
@Command(
    name = "template",
    description = "Takes workflows out as files, and such files in; updates what came of them.")
public final class TemplateCommand implements Runnable {

  private static final String ANY = "application/octet-stream";
  private static final String FILE =
      "As 'template export' made it; or LISTING[@VERSION], as 'catalog search' shows it; or shared:ID[@VERSION], as 'template shared' shows it.";
  private static final String DECIDE =
      "Of a conflict, which side holds: PATH=mine or PATH=theirs; may be repeated.";

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public TemplateCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: export, share, shared, unshare, sign, publish, plan, install, list, diff or update.");
  }

  @Command(
      name = "plan",
      description = {
        "Says what installing a template needs: plugins, connections, models. Installs nothing.",
        "",
        "The exit code is 0 if nothing is missing, 1 if something is."
      })
  int plan(
      @Parameters(paramLabel = "FILE", description = FILE) Path file,
      @Option(names = "--name", paramLabel = "NAME", description = "Of the workflow.")
          @Nullable String name,
      @Mixin ChoiceOptions choices,
      @Option(names = "--json", description = "Print the answer as it is.") boolean json) {
    JsonNode plan = send(Resource.of("templates", "plan").with("name", name), choices, file);
    if (json) {
      session.terminal().result(Json.compact(plan));
      return plan.path("problems").isEmpty() ? 0 : CommandFailedException.FAILED;
    }
    Report report = new Report(session.terminal());
    report.plan(plan);
    return report.problems(plan);
  }

  @Command(
      name = "install",
      description =
          "Makes a workflow of a template, with the plugins that are missing, from the file or the catalogs. All of it is done or nothing.")
  int install(
      @Parameters(paramLabel = "FILE", description = FILE) Path file,
      @Option(names = "--name", paramLabel = "NAME", description = "Of the workflow.")
          @Nullable String name,
      @Mixin ChoiceOptions choices) {
    JsonNode done = send(Resource.of("templates", "install").with("name", name), choices, file);
    say("Installed %s %s as %s, version %s.", done);
    JsonNode sample = done.path("sample");
    if (!sample.isEmpty()) {
      session.terminal().say("Inputs to try it on:");
      session.terminal().result(Json.compact(sample));
    }
    return 0;
  }

  @Command(name = "list", description = "Lists workflows that were made from templates.")
  int list(@Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    Table table = new Table("WORKFLOW", "VERSION", "TEMPLATE", "VERSION", "TAKEN BY", "MADE FROM");
    for (JsonNode each : Json.items(session.api().get(Resource.of("templates")))) {
      if (json) {
        session.terminal().result(Json.compact(each));
        continue;
      }
      JsonNode lineage = each.path("lineage");
      JsonNode nearest = lineage.path(lineage.size() - 1);
      table.row(
          Json.text(each, "workflow"),
          Json.text(each, "workflowVersion"),
          Json.text(each, "template"),
          Json.text(each, "templateVersion"),
          Json.text(each, "takenBy"),
          lineage.isEmpty() ? "" : Json.text(nearest, "id") + " " + Json.text(nearest, "version"));
    }
    if (!json) {
      table.lines().forEach(session.terminal()::result);
    }
    return 0;
  }

  @Command(
      name = "diff",
      description = {
        "Says what updating a workflow from a newer version of its template would change: the template as it was, the workflow as it is, the template as the file has it. Changes nothing.",
        "",
        "The exit code is 0 if it can be updated, 1 if conflicts are open or something is missing."
      })
  int diff(
      @Parameters(paramLabel = "WORKFLOW", description = "As 'template list' shows it.")
          String workflow,
      @Parameters(paramLabel = "FILE", description = FILE) Path file,
      @Mixin ChoiceOptions choices,
      @Option(names = "--decide", paramLabel = "PATH=SIDE", description = DECIDE)
          @Nullable List<String> decisions,
      @Option(names = "--text", description = "Print the text that would be saved.") boolean text,
      @Option(names = "--json", description = "Print the answer as it is.") boolean json) {
    JsonNode difference =
        send(decided(Resource.of("templates", workflow, "diff"), decisions), choices, file);
    Report report = new Report(session.terminal());
    if (json || text) {
      session.terminal().result(json ? Json.compact(difference) : Json.text(difference, "text"));
    } else {
      report.difference(difference);
    }
    return report.problems(difference);
  }

  @Command(
      name = "update",
      description =
          "Updates a workflow from a newer version of its template. What the team changed stays; where both changed the same, --decide says which holds. All of it is done or nothing.")
  int update(
      @Parameters(paramLabel = "WORKFLOW", description = "As 'template list' shows it.")
          String workflow,
      @Parameters(paramLabel = "FILE", description = FILE) Path file,
      @Mixin ChoiceOptions choices,
      @Option(names = "--decide", paramLabel = "PATH=SIDE", description = DECIDE)
          @Nullable List<String> decisions,
      @Option(
              names = "--expected-version",
              paramLabel = "N",
              description = "Of the workflow, which was looked at.")
          @Nullable Integer expected) {
    Resource resource = decided(Resource.of("templates", workflow, "update"), decisions);
    say(
        "Updated from %s %s: %s is at version %s.",
        send(resource.with("expectedVersion", expected), choices, file));
    return 0;
  }

  private static Resource decided(Resource resource, @Nullable List<String> decisions) {
    Resource all = resource;
    for (String each : decisions == null ? List.<String>of() : decisions) {
      all = all.with("decide", each);
    }
    return all;
  }

  private JsonNode send(Resource resource, ChoiceOptions choices, Path given) {
    Path file = session.folder().resolve(given);
    if (Files.isRegularFile(file)) {
      return session.api().upload(choices.in(resource), ANY, file);
    }
    try (Fetched fetched = Fetched.of(session, given.toString())) {
      return session.api().upload(choices.in(resource), ANY, fetched.file());
    }
  }

  private static String plugin(String name, JsonNode done) {
    String catalog = Json.text(done.path("catalogs"), name);
    String from = catalog.isEmpty() ? "" : " from the catalog '" + catalog + "'";
    return Terminal.plain("Installed the plugin " + name + from + ".");
  }

  private void say(String sentence, JsonNode done) {
    session
        .terminal()
        .say(
            sentence.formatted(
                Json.text(done, "template"),
                Json.text(done, "templateVersion"),
                Json.text(done, "workflow"),
                Json.text(done, "version")));
    done.path("plugins").forEach(plugin -> session.terminal().say(plugin(plugin.asString(), done)));
  }
}
