package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.server.Session;
import java.util.Map;
import picocli.CommandLine.Command;

/** Runs what failed of an execution again. */
@Command(
    name = "retry",
    description =
        "Retries an execution that failed or was cancelled, as a new one: what completed is taken"
            + " over and not paid again.")
public final class RetryCommand extends RerunCommand {

  public RetryCommand(Session session) {
    super(session, "retry");
  }

  @Override
  Map<String, Object> request() {
    return Map.of();
  }
}
