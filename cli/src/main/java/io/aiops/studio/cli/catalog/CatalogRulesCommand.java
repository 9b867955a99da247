package io.aiops.studio.cli.catalog;

import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What holds for the server's own catalog. */
@Command(
    name = "rules",
    description =
        "Says what holds for the server's own catalog, or decides it; what is left out stays as it is.",
    sortOptions = false)
public final class CatalogRulesCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--open",
      negatable = true,
      description = "Anybody reads it at /catalog/, without a sign-in.")
  private @Nullable Boolean open;

  @Option(
      names = "--four-eyes",
      negatable = true,
      description = "Somebody else than who submitted a version publishes it.")
  private @Nullable Boolean fourEyes;

  public CatalogRulesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Resource rules = Resource.of("catalog", "rules");
    JsonNode now = session.api().get(rules);
    if (open != null || fourEyes != null) {
      now =
          session
              .api()
              .put(
                  rules,
                  Map.of(
                      "open",
                      open == null ? now.path("open").asBoolean() : open,
                      "fourEyes",
                      fourEyes == null ? now.path("fourEyes").asBoolean() : fourEyes));
    }
    session
        .terminal()
        .result("open to anybody at /catalog/: " + word(now.path("open").asBoolean()));
    session
        .terminal()
        .result(
            "published by somebody else than who submitted it: "
                + word(now.path("fourEyes").asBoolean()));
    return 0;
  }

  private static String word(boolean holds) {
    return holds ? "yes" : "no";
  }
}
