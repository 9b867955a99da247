package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Asks a person what a plugin may have, when the server says that somebody has to be asked. */
public final class Consent {

  private static final String WORD = "consent";

  private final Session session;

  public Consent(Session session) {
    this.session = session;
  }

  /**
   * @param agreed to without asking, as {@link Agreement} takes it
   * @param send asks the server; once more with the token of the consent or the plan if one is
   *     needed
   * @return the plugin
   */
  public JsonNode over(Resource resource, List<String> agreed, Function<Resource, JsonNode> send) {
    try {
      return send.apply(resource);
    } catch (RefusedException e) {
      JsonNode consent = e.document().path("consent");
      if (!consent.isObject()) {
        return send.apply(resource.with("consent", new Agreement(session, agreed).after(e)));
      }
      ask(session.terminal(), consent, agreed.contains(WORD));
      return consented(resource, Json.text(consent, "token"), agreed, send);
    }
  }

  /** What follows beside that is asked afterwards. */
  private JsonNode consented(
      Resource resource, String token, List<String> agreed, Function<Resource, JsonNode> send) {
    try {
      return send.apply(resource.with("consent", token));
    } catch (RefusedException e) {
      Agreement agreement = new Agreement(session, besides(agreed));
      return send.apply(resource.with("consent", agreement.after(e)));
    }
  }

  /** With consent, which was just given. */
  static List<String> besides(List<String> agreed) {
    return Stream.concat(agreed.stream(), Stream.of(WORD)).toList();
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
