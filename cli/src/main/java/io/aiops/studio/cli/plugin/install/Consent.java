package io.aiops.studio.cli.plugin.install;

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
      Consenting.ask(session.terminal(), consent, consents);
      return send.apply(resource.with("consent", Json.text(consent, "token")));
    }
  }
}
