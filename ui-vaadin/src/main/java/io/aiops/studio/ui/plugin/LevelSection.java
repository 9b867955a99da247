package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.host.plugin.PlanNeededException;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.live.Background;
import io.aiops.studio.ui.notice.Notices;
import org.jspecify.annotations.Nullable;

/** Where a plugin's code runs, what that holds back, and the way to have it run elsewhere. */
final class LevelSection extends Section {

  private static final long serialVersionUID = 1L;

  private final transient PluginService plugins;
  private final transient PluginView plugin;
  private final transient Runnable changed;
  private final ProgressBar bar = new ProgressBar();
  private final Button move = new Button();

  /**
   * @param changed after it was moved
   */
  LevelSection(PluginService plugins, PluginView plugin, boolean mayChange, Runnable changed) {
    this.plugins = plugins;
    this.plugin = plugin;
    this.changed = changed;
    addClassName("studio-reviews");
    bar.setIndeterminate(true);
    bar.setVisible(false);
    bar.getElement().setAttribute("aria-label", "It starts there");
    Isolation other =
        plugin.isolation() == Isolation.TRUSTED ? Isolation.SEPARATE : Isolation.TRUSTED;
    move.setText(
        other == Isolation.SEPARATE
            ? "Run it in a separate process"
            : "Trust it, in the studio's process");
    move.addClickListener(click -> ask(other));
    move.setVisible(mayChange);
    add(new H2("Where it runs"), new Paragraph(sentence(plugin.isolation())), bar, move);
  }

  /** What stands between its code and the studio, as honestly as one sentence can. */
  static String sentence(Isolation isolation) {
    return switch (isolation) {
      case TRUSTED ->
          "Trusted, in the studio's process: its code could do all that the studio can.";
      case SEPARATE ->
          "In a separate process, without the studio's secrets: it reaches the studio only by"
              + " asking.";
    };
  }

  private void ask(Isolation other) {
    Confirm.agree(
        other == Isolation.SEPARATE
            ? "Run " + plugin.title() + " in a separate process?"
            : "Trust " + plugin.title() + " with the studio's process?",
        (other == Isolation.SEPARATE
                ? "Calls of it take longer, and it needs memory of its own."
                : "Nothing stands between its code and the studio any more.")
            + " Tasks that run end where they began.",
        other == Isolation.SEPARATE ? "Run it separately" : "Trust the plugin",
        () -> move(other, null));
  }

  private void move(Isolation other, @Nullable String consent) {
    move.setEnabled(false);
    bar.setVisible(true);
    UI ui = UI.getCurrent();
    Caller caller = Session.caller();
    Background.run(
        "level of a plugin",
        () -> {
          try {
            PluginView now = plugins.isolate(caller, plugin.name(), other, consent);
            Background.show(
                ui,
                () -> {
                  Notices.done(now.title() + " serves from there.");
                  changed.run();
                });
          } catch (ConsentNeededException asked) {
            Background.show(ui, () -> consent(asked, other));
          } catch (PlanNeededException asked) {
            Background.show(ui, () -> agree(asked.plan(), other));
          } catch (RuntimeException failure) {
            Background.show(
                ui,
                () -> {
                  rest();
                  Notices.failed(failure);
                });
          }
        });
  }

  private void consent(ConsentNeededException asked, Isolation other) {
    rest();
    ConsentDialog dialog =
        new ConsentDialog(asked.consent(), () -> move(other, asked.consent().token()));
    dialog.setConfirmText("Grant it");
    dialog.setCancelText("Leave it where it is");
    dialog.open();
  }

  private void agree(Plan plan, Isolation other) {
    rest();
    Confirm.agree(
        "Move " + plugin.title() + " all the same?",
        PlannedChange.words(plan),
        "Move the plugin",
        () -> move(other, plan.token()));
  }

  private void rest() {
    move.setEnabled(true);
    bar.setVisible(false);
  }
}
