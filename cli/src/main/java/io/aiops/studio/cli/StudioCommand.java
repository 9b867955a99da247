package io.aiops.studio.cli;

import io.aiops.studio.cli.bench.BenchCommand;
import io.aiops.studio.cli.bench.SoakCommand;
import io.aiops.studio.cli.bench.SwapCommand;
import io.aiops.studio.cli.catalog.CatalogCommand;
import io.aiops.studio.cli.catalog.CatalogCommentCommand;
import io.aiops.studio.cli.catalog.CatalogContributorCommand;
import io.aiops.studio.cli.catalog.CatalogEvidenceCommand;
import io.aiops.studio.cli.catalog.CatalogRulesCommand;
import io.aiops.studio.cli.chaos.ChaosCommand;
import io.aiops.studio.cli.check.DoctorCommand;
import io.aiops.studio.cli.cluster.ClusterCommand;
import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.execution.ApprovalsCommand;
import io.aiops.studio.cli.execution.CancelCommand;
import io.aiops.studio.cli.execution.DecideCommand;
import io.aiops.studio.cli.execution.ExecCommand;
import io.aiops.studio.cli.execution.ExecutionsCommand;
import io.aiops.studio.cli.execution.ForkCommand;
import io.aiops.studio.cli.execution.ReplayCommand;
import io.aiops.studio.cli.execution.RetryCommand;
import io.aiops.studio.cli.execution.RollbackCommand;
import io.aiops.studio.cli.execution.ShowCommand;
import io.aiops.studio.cli.execution.SignalCommand;
import io.aiops.studio.cli.execution.VerifyCommand;
import io.aiops.studio.cli.plugin.PluginBuildCommand;
import io.aiops.studio.cli.plugin.PluginCheckCommand;
import io.aiops.studio.cli.plugin.PluginCommand;
import io.aiops.studio.cli.plugin.PluginDevCommand;
import io.aiops.studio.cli.plugin.PluginInstallCommand;
import io.aiops.studio.cli.plugin.PluginKeyCommand;
import io.aiops.studio.cli.plugin.PluginNewCommand;
import io.aiops.studio.cli.plugin.PluginPublishCommand;
import io.aiops.studio.cli.plugin.PluginShowCommand;
import io.aiops.studio.cli.plugin.PluginSignCommand;
import io.aiops.studio.cli.plugin.PluginTrustCommand;
import io.aiops.studio.cli.plugin.PluginVerifyCommand;
import io.aiops.studio.cli.plugin.install.PluginApplyCommand;
import io.aiops.studio.cli.plugin.install.PluginPlanCommand;
import io.aiops.studio.cli.plugin.install.PluginRollbackCommand;
import io.aiops.studio.cli.queue.DeadLettersCommand;
import io.aiops.studio.cli.queue.LimitsCommand;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.template.TemplateCommand;
import io.aiops.studio.cli.template.TemplateExportCommand;
import io.aiops.studio.cli.template.TemplateShareCommand;
import io.aiops.studio.cli.template.TemplateSharedCommand;
import io.aiops.studio.cli.template.TemplateSignCommand;
import io.aiops.studio.cli.template.TemplateUnshareCommand;
import io.aiops.studio.cli.token.TokenCommand;
import io.aiops.studio.cli.token.TokenNewCommand;
import io.aiops.studio.cli.trigger.TriggerShowCommand;
import io.aiops.studio.cli.trigger.TriggersCommand;
import io.aiops.studio.cli.workflow.ApplyCommand;
import io.aiops.studio.cli.workflow.ValidateCommand;
import io.aiops.studio.cli.workflow.WorkflowsCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** All commands under {@code ./studio} that talk to a server, and how they end. */
@Command(
    name = "./studio",
    description = "Works with a running AI Ops Studio.",
    sortOptions = false)
final class StudioCommand implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this.")
  private boolean help;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  static CommandLine with(Session session) {
    CommandLine line =
        new CommandLine(new StudioCommand())
            .addSubcommand(new ExecCommand(session))
            .addSubcommand(new ApprovalsCommand(session))
            .addSubcommand(new CancelCommand(session))
            .addSubcommand(new DecideCommand(session))
            .addSubcommand(new SignalCommand(session))
            .addSubcommand(new DeadLettersCommand(session))
            .addSubcommand(new DoctorCommand(session))
            .addSubcommand(new ExecutionsCommand(session))
            .addSubcommand(new ForkCommand(session))
            .addSubcommand(new LimitsCommand(session))
            .addSubcommand(new ReplayCommand(session))
            .addSubcommand(new RetryCommand(session))
            .addSubcommand(new RollbackCommand(session))
            .addSubcommand(new ShowCommand(session))
            .addSubcommand(new ValidateCommand(session))
            .addSubcommand(new VerifyCommand(session))
            .addSubcommand(new ApplyCommand(session))
            .addSubcommand(new WorkflowsCommand(session))
            .addSubcommand(
                new CommandLine(new TriggersCommand(session))
                    .addSubcommand(new TriggerShowCommand(session)))
            .addSubcommand(
                new CommandLine(new PluginCommand(session))
                    .addSubcommand(new PluginNewCommand(session))
                    .addSubcommand(new PluginBuildCommand(session))
                    .addSubcommand(new PluginCheckCommand(session))
                    .addSubcommand(new PluginDevCommand(session))
                    .addSubcommand(new PluginKeyCommand(session))
                    .addSubcommand(new PluginSignCommand(session))
                    .addSubcommand(new PluginVerifyCommand(session))
                    .addSubcommand(new PluginPublishCommand(session))
                    .addSubcommand(new PluginInstallCommand(session))
                    .addSubcommand(new PluginShowCommand(session))
                    .addSubcommand(new PluginTrustCommand(session))
                    .addSubcommand(new PluginPlanCommand(session))
                    .addSubcommand(new PluginApplyCommand(session))
                    .addSubcommand(new PluginRollbackCommand(session)))
            .addSubcommand(
                new CommandLine(new CatalogCommand(session))
                    .addSubcommand(new CatalogEvidenceCommand(session))
                    .addSubcommand(new CatalogCommentCommand(session))
                    .addSubcommand(new CatalogContributorCommand(session))
                    .addSubcommand(new CatalogRulesCommand(session)))
            .addSubcommand(
                new CommandLine(new TemplateCommand(session))
                    .addSubcommand(new TemplateExportCommand(session))
                    .addSubcommand(new TemplateShareCommand(session))
                    .addSubcommand(new TemplateSharedCommand(session))
                    .addSubcommand(new TemplateUnshareCommand(session))
                    .addSubcommand(new TemplateSignCommand(session))
                    .addSubcommand(new PluginPublishCommand(session)))
            .addSubcommand(
                new CommandLine(new TokenCommand(session))
                    .addSubcommand(new TokenNewCommand(session)))
            .addSubcommand(new ClusterCommand(session))
            .addSubcommand(new ChaosCommand(session))
            .addSubcommand(
                new CommandLine(new BenchCommand(session))
                    .addSubcommand(new SoakCommand(session))
                    .addSubcommand(new SwapCommand(session)));
    Terminal terminal = session.terminal();
    return line.setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setOut(new PrintWriter(terminal.out(), true))
        .setErr(new PrintWriter(terminal.err(), true))
        .setParameterExceptionHandler((e, arguments) -> misused(e, terminal))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command.");
  }

  private static int misused(ParameterException e, Terminal terminal) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.say("studio: " + Terminal.plain(e.getMessage() + " See " + command + " --help."));
    return CommandFailedException.MISUSE;
  }

  private static int failed(Exception e, Terminal terminal) throws Exception {
    if (e instanceof CommandFailedException failure) {
      terminal.say("studio: " + Terminal.plain(String.valueOf(failure.getMessage())));
      failure.details().forEach(detail -> terminal.say("  " + Terminal.plain(detail)));
      return failure.exitCode();
    }
    throw e;
  }
}
