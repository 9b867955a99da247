package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asks the server to end an execution. */
@Command(
    name = "cancel",
    description = "Cancels an execution: nothing new starts, running steps are interrupted.")
public final class CancelCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "EXECUTION", description = "Its id.")
  @SuppressWarnings("NullAway.Init")
  private String execution;

  public CancelCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.api().post(Resource.of("executions", execution, "cancel"));
    session
        .terminal()
        .say("Cancelling is asked for. See its end: ./studio show " + execution + " --follow");
    return 0;
  }
}
