package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows an execution with each step and its attempts. */
@Command(
    name = "show",
    description = "Shows an execution: each step, its attempts, the output; or follows it.")
public final class ShowCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "EXECUTION", description = "Its id.")
  @SuppressWarnings("NullAway.Init")
  private String execution;

  @Option(names = "--json", description = "Print all of it as JSON.")
  private boolean json;

  @Option(
      names = "--follow",
      description = "Show each step live until it ends, as exec does; the exit code too.")
  private boolean follow;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "With --follow: where files of the output go; else the current folder.")
  private @Nullable Path out;

  public ShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (follow) {
      return new Watch(session, out == null ? session.folder() : out, json).toTheEnd(execution);
    }
    JsonNode detail = session.api().get(Resource.of("executions", execution));
    if (json) {
      session.terminal().result(Json.pretty(detail));
    } else {
      summary(new Summary(detail.path("summary")));
      steps(detail.path("steps"));
      output(detail.path("output"));
    }
    return 0;
  }

  private void summary(Summary summary) {
    line("execution", summary.id());
    line("workflow", summary.workflow());
    line("status", summary.status());
    line("started", summary.started() + " by " + summary.startedBy());
    line("took", summary.took());
    line("usage", summary.usage());
    line("failure", summary.failure());
  }

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      session.terminal().result("%-10s %s".formatted(name, Terminal.plain(value)));
    }
  }

  private void steps(JsonNode steps) {
    Table table = new Table("STEP", "KIND", "STATUS", "ATTEMPTS", "TOOK", "NOTE");
    for (JsonNode step : steps) {
      JsonNode attempts = step.path("attempts");
      JsonNode last = attempts.isEmpty() ? attempts : attempts.get(attempts.size() - 1);
      JsonNode failure = last.path("failure");
      table.row(
          Json.text(step, "path"),
          Json.text(step, "kind"),
          Json.text(step, "status"),
          Integer.toString(attempts.size()),
          took(last),
          failure.isObject() ? Summary.failure(failure) : Json.text(step, "progress"));
    }
    session.terminal().result("");
    table.lines().forEach(session.terminal()::result);
  }

  private static String took(JsonNode attempt) {
    String from = Json.text(attempt, "scheduledAt");
    String until = Json.text(attempt, "endedAt");
    return from.isEmpty() || until.isEmpty()
        ? ""
        : Wording.duration(Duration.between(Instant.parse(from), Instant.parse(until)));
  }

  private void output(JsonNode output) {
    if (!output.isNull() && !output.isMissingNode()) {
      session.terminal().result("");
      session.terminal().result(output.isString() ? output.asString() : Json.pretty(output));
    }
  }
}
