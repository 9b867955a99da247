package io.aiops.studio.cli.template;

import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Shares a workflow as a template with the workspace. */
@Command(
    name = "share",
    description = {
      "Shares a template with the people of the workspace, without publishing it: of a workflow, as 'template export' makes it, or a file that ends with .studio-template.",
      "",
      "A version that was shared once stays what it is; changes get a higher version. Of one that was taken away that holds as long as it is among the last 5,000 that were taken away."
    },
    sortOptions = false)
public final class TemplateShareCommand implements Callable<Integer> {

  private final Session session;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ExportOptions what;

  public TemplateShareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode shared =
        what.given().endsWith(".studio-template")
            ? session
                .api()
                .upload(
                    Resource.of("templates", "shared"),
                    "application/octet-stream",
                    session.folder().resolve(Path.of(what.given())))
            : session
                .api()
                .post(
                    Resource.of("templates", "shared", "export"), what.request(session), Map.of());
    String reference =
        "shared:" + Json.text(shared, "template") + "@" + Json.text(shared, "version");
    session.terminal().say("Shared. Others of the workspace: studio template install " + reference);
    return 0;
  }
}
