package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes away what was shared. */
@Command(
    name = "unshare",
    description =
        "Takes a version away that was shared: whoever shared it, or an administrator. What was made from it stays; the version can come back only as it was, as long as it is among the last 5,000 that were taken away.")
public final class TemplateUnshareCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "ID@VERSION", description = "As 'template shared' shows it.")
  @SuppressWarnings("NullAway.Init")
  private String what;

  public TemplateUnshareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SharedReference shared =
        SharedReference.read(what)
            .filter(read -> !read.version().isEmpty())
            .orElseThrow(() ->
                CommandFailedException.misuse(
                    "'" + what + "' is no version; expected one such as acme.x@1.0.0."));
    session.api().delete(shared.resource());
    session
        .terminal()
        .say("%s %s is not shared any more.".formatted(shared.id(), shared.version()));
    return 0;
  }
}
