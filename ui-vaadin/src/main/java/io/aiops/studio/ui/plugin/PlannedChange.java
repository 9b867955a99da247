package io.aiops.studio.ui.plugin;

import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.notice.Notices;
import java.util.function.Consumer;

/** Says what a change of plugins means; whoever goes on then agrees to just that. */
final class PlannedChange {

  private PlannedChange() {}

  /**
   * @param more said after what the plan says
   * @param act what the button says
   */
  static void ask(
      PluginService plugins,
      PluginChange change,
      String question,
      String more,
      String act,
      Consumer<PluginSet> done) {
    Plan plan = plugins.plan(Session.caller(), change);
    if (!plan.possible()) {
      Notices.failed(words(plan) + " Nothing was changed.");
      return;
    }
    Confirm.ask(
        question,
        words(plan) + " " + more,
        act,
        () -> done.accept(plugins.apply(Session.caller(), change, plan.token())));
  }

  static String words(Plan plan) {
    return String.join(" ", plan.sentences());
  }
}
