package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Why a plugin was let in, or would not be any more. */
@Command(
    name = "trust",
    description = "Says who signed a plugin, what its code would do, and whether it was revoked.")
public final class PluginTrustCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "PLUGIN", description = "As 'plugin list' shows it.")
  @SuppressWarnings("NullAway.Init")
  private String plugin;

  public PluginTrustCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode trust = session.api().get(Resource.of("plugins", plugin, "trust"));
    JsonNode signature = trust.path("judgement").path("trust");
    JsonNode code = trust.path("judgement").path("code");
    Terminal terminal = session.terminal();
    terminal.result(
        Terminal.plain(
            "%s %s: %s%s, licence %s, code %s"
                .formatted(
                    Json.text(signature, "name"),
                    Json.text(signature, "version"),
                    Json.text(signature, "signed"),
                    PluginVerifyCommand.by(signature),
                    Json.text(signature, "licence").isEmpty()
                        ? "not named"
                        : Json.text(signature, "licence"),
                    Json.text(code, "verdict"))));
    String revoked = Json.text(trust, "revoked");
    if (!revoked.isEmpty()) {
      terminal.result("  revoked: " + Terminal.plain(revoked));
    }
    for (JsonNode finding : code.path("findings")) {
      terminal.result(
          "  "
              + Terminal.plain(
                  "%s: %s has %s"
                      .formatted(
                          Json.text(finding, "rule"),
                          Json.text(finding, "place"),
                          Json.text(finding, "what"))));
    }
    return revoked.isEmpty() ? 0 : CommandFailedException.FAILED;
  }
}
