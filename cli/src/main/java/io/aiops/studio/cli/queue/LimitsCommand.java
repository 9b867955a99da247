package io.aiops.studio.cli.queue;

import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How much may run at the same time. */
@Command(name = "limits", description = "Lists, sets and clears how much may run at the same time.")
public final class LimitsCommand implements Runnable {

  private static final String TARGET =
      "workspace, for its executions; connector/NAME or model/NAME, for the calls of a connection.";

  private static final int UNAVAILABLE = 503;

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public LimitsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: list, set or clear.");
  }

  @Command(
      name = "list",
      description =
          "Lists the limits of the workspace and of connections, with how many have a place and how many wait for one.")
  int list(
      @Option(
              names = "--workflows",
              description =
                  "Also those that workflows say in their texts; reads each of them. ? is one that cannot be read.")
          boolean workflows,
      @Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    List<Limit> limits = new ArrayList<>(List.of(Limit.ofWorkspace(session.api())));
    limits.addAll(connections());
    if (workflows) {
      limits.addAll(Limit.ofWorkflows(session.api()));
    }
    if (json) {
      limits.forEach(limit -> session.terminal().result(Json.compact(limit)));
      return 0;
    }
    Table table = new Table("TARGET", "OF", "AT MOST", "RUNNING", "WAITING");
    for (Limit limit : limits) {
      table.row(
          limit.target(),
          limit.of(),
          limit.most().isNull() ? "any number" : limit.most().asString(),
          word(limit.running()),
          word(limit.waiting()));
    }
    table.lines().forEach(session.terminal()::result);
    return 0;
  }

  @Command(
      name = "set",
      description =
          "Bounds how much may run at the same time; counts for what starts from now on. Administrators.")
  int set(
      @Parameters(paramLabel = "TARGET", description = TARGET) String target,
      @Parameters(
              paramLabel = "N",
              description = "1 to 1,000,000 executions, or 1 to 10,000 calls.")
          int most) {
    LimitTarget.of(target).bound(session.api(), most);
    session.terminal().say("From now on %s: at most %d.".formatted(target, most));
    return 0;
  }

  @Command(
      name = "clear",
      description = "Lets any number run; also what waits for a place goes on. Administrators.")
  int clear(@Parameters(paramLabel = "TARGET", description = TARGET) String target) {
    LimitTarget.of(target).bound(session.api(), null);
    session.terminal().say("From now on %s: any number.".formatted(target));
    return 0;
  }

  /**
   * The bounds are in the database, how they stand is asked of the broker too, which can be away.
   */
  private List<Limit> connections() {
    try {
      return Limit.ofConnections(session.api());
    } catch (RefusedException e) {
      if (e.status() != UNAVAILABLE) {
        throw e;
      }
      session
          .terminal()
          .say(
              Terminal.plain(
                  "studio: %s So connections are listed without what runs and waits."
                      .formatted(e.getMessage())));
      return Limit.ofConnectionsAlone(session.api());
    }
  }

  private static String word(@Nullable Long number) {
    return number == null ? "" : number.toString();
  }
}
