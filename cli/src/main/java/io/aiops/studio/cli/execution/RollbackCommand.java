package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.server.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes an execution back to a step whose result is wrong. */
@Command(
    name = "rollback",
    description =
        "Runs a step whose result is wrong again, and what came after it; the step is told what is"
            + " wrong. An execution that has ended is forked.")
public final class RollbackCommand extends RerunCommand {

  @Option(
      names = "--to",
      required = true,
      paramLabel = "STEP",
      description = "Path of the step: parse, or tickets[3]/classify within a list.")
  @SuppressWarnings("NullAway.Init")
  private String step;

  @Option(
      names = "--diagnosis",
      required = true,
      paramLabel = "TEXT",
      description = "What is wrong with its result, in words.")
  @SuppressWarnings("NullAway.Init")
  private String diagnosis;

  public RollbackCommand(Session session) {
    super(session, "rollback");
  }

  @Override
  Map<String, Object> request() {
    return Map.of("step", step, "diagnosis", diagnosis);
  }
}
