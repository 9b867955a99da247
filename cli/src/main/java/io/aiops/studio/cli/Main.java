package io.aiops.studio.cli;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Environment;
import io.aiops.studio.cli.server.Session;

/** Where {@code ./studio} enters. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess(System.getenv());
    System.exit(run(terminal, arguments));
  }

  private static int run(Terminal terminal, String[] arguments) {
    try {
      return StudioCommand.with(Session.of(Environment.of(System.getenv()), terminal))
          .execute(arguments);
    } catch (CommandFailedException e) {
      terminal.say("studio: " + Terminal.plain(String.valueOf(e.getMessage())));
      return e.exitCode();
    }
  }
}
