package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Session;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Shows a plan, and asks whoever is there for what it needs. */
public final class Agreement {

  private static final Map<String, String> QUESTIONS =
      Map.of(
          "CONSENT", "May they have that?",
          "IN_USE", "What goes is in use, and fails without it. Is that wanted?",
          "SETTINGS", "Some settings would not fit any more. Go on, and mend them afterwards?");

  private final Session session;
  private final List<String> agreed;

  /**
   * @param agreed to without asking: {@code consent}, {@code in-use}, {@code settings}
   */
  public Agreement(Session session, List<String> agreed) {
    this.session = session;
    this.agreed = List.copyOf(agreed);
  }

  void show(JsonNode plan) {
    PlanView.lines(plan).forEach(session.terminal()::say);
  }

  /**
   * @return the plan's token
   * @throws CommandFailedException unless all that it asks is agreed to
   */
  String to(JsonNode plan) {
    for (JsonNode ask : plan.path("asks")) {
      String word = ask.asString().toLowerCase(Locale.ROOT).replace('_', '-');
      if (!agreed.contains(word)
          && !session.terminal().agreed(QUESTIONS.getOrDefault(ask.asString(), word + "?"))) {
        throw new CommandFailedException(
            "Nothing was changed. With --agree " + word + " it is done without asking.");
      }
    }
    return Json.text(plan, "token");
  }

  /**
   * The token of the plan that a refusal came with, once it was shown and agreed to.
   *
   * @throws RefusedException that same, if it came with none
   */
  public String after(RefusedException refused) {
    JsonNode plan = refused.document().path("plan");
    if (!plan.isObject()) {
      throw refused;
    }
    show(plan);
    return to(plan);
  }
}
