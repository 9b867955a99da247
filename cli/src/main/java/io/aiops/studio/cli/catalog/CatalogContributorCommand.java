package io.aiops.studio.cli.catalog;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Who submits for a publisher without being an administrator. */
@Command(
    name = "contributor",
    description = "Lists who submits for which publisher, lets somebody, or does so no more.")
public final class CatalogContributorCommand implements Runnable {

  private static final String PATH = "contributors";
  private static final String NAMESPACE = "namespace";

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public CatalogContributorCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: list, add or remove.");
  }

  @Command(name = "list", description = "Lists them by namespace.")
  int list(@Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    Table table = new Table("NAMESPACE", "USER", "SINCE", "BY");
    for (JsonNode one : Json.items(session.api().get(Resource.of("catalog", PATH)))) {
      if (json) {
        session.terminal().result(Json.compact(one));
        continue;
      }
      table.row(
          Json.text(one, NAMESPACE),
          Json.text(one, "userName"),
          Json.text(one, "addedAt"),
          Json.text(one, "addedBy"));
    }
    if (!json) {
      table.lines().forEach(session.terminal()::result);
    }
    return 0;
  }

  @Command(
      name = "add",
      description =
          "Lets a member of the first workspace submit, describe and withdraw versions of a publisher. They need the right to build.")
  int add(
      @Parameters(paramLabel = "NAMESPACE", description = "The publisher's, such as acme.")
          String namespace,
      @Parameters(paramLabel = "USER", description = "Their user name.") String user) {
    String id = id(Resource.of("members"), user, "is no member of your workspace");
    JsonNode unused = session.api().put(Resource.of("catalog", PATH, namespace, id), Map.of());
    session.terminal().say(Terminal.plain("%s submits for %s.".formatted(user, namespace)));
    return 0;
  }

  @Command(name = "remove", description = "Lets somebody submit no more.")
  int remove(
      @Parameters(paramLabel = "NAMESPACE") String namespace,
      @Parameters(paramLabel = "USER", description = "Their user name.") String user) {
    String id = id(Resource.of("catalog", PATH), user, "submits for nobody");
    session.api().delete(Resource.of("catalog", PATH, namespace, id));
    session
        .terminal()
        .say(Terminal.plain("%s does not submit for %s any more.".formatted(user, namespace)));
    return 0;
  }

  private String id(Resource list, String user, String otherwise) {
    for (JsonNode one : Json.items(session.api().get(list))) {
      if (Json.text(one, "userName").equals(user)) {
        return Json.text(one, "userId");
      }
    }
    throw new CommandFailedException(
        Terminal.plain("'%s' %s. Nothing was changed.".formatted(user, otherwise)));
  }
}
