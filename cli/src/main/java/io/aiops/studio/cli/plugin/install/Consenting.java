package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import tools.jackson.databind.JsonNode;

/** Asks the person what a plugin may have. */
final class Consenting {

  private Consenting() {}

  /**
   * @param consent what the server asks
   * @param given whether it was said beforehand
   * @throws CommandFailedException if it may not, or nobody is there to say
   */
  static void ask(Terminal terminal, JsonNode consent, boolean given) {
    boolean more = consent.path("added").size() < consent.path("wants").size();
    terminal.say(
        "%s %s wants%s:"
            .formatted(
                Json.text(consent, "plugin"),
                Json.text(consent, "version"),
                more ? ", besides what it has" : ""));
    for (JsonNode permission : consent.path("added")) {
      terminal.say("  + " + Terminal.plain(permission.asString()));
    }
    for (JsonNode permission : consent.path("unused")) {
      terminal.say("  - " + Terminal.plain(permission.asString()) + " (no more)");
    }
    if (!given && !terminal.agreed("May it have that?")) {
      throw new CommandFailedException(
          "Nothing was changed. With --consent it may have what it wants.");
    }
  }
}
