package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Asks a person what a plugin may have, when the server says that somebody has to be asked. */
public final class Consent {

  private final Session session;

  public Consent(Session session) {
    this.session = session;
  }

  /**
   * @param consents whether it may have what it wants, without asking
   * @param send asks the server; once more with the token of the consent if it is needed
   * @return the plugin
   */
  public JsonNode over(Resource resource, boolean consents, Function<Resource, JsonNode> send) {
    try {
      return send.apply(resource);
    } catch (RefusedException e) {
      JsonNode consent = e.document().path("consent");
      if (!consent.isObject()) {
        Agreement agreement = new Agreement(session, consents ? List.of("consent") : List.of());
        return send.apply(resource.with("consent", agreement.after(e)));
      }
      ask(session.terminal(), consent, consents);
      return send.apply(resource.with("consent", Json.text(consent, "token")));
    }
  }

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
