package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.aiops.studio.host.plugin.PlanNeededException;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.PluginView.State;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.notice.Notices;

/** What an administrator can do to a plugin: let it serve or not, and remove it. */
final class PluginActions extends Div {

  private static final long serialVersionUID = 1L;

  private final transient PluginService plugins;
  private final transient Runnable changed;

  /**
   * @param changed after something was done
   */
  PluginActions(PluginService plugins, Runnable changed) {
    this.plugins = plugins;
    this.changed = changed;
    addClassName("studio-actions");
  }

  void show(PluginView plugin) {
    removeAll();
    boolean active = plugin.state() == State.ACTIVE || plugin.state() == State.STARTING;
    Button toggle =
        active
            ? new Button("Disable", click -> disable(plugin))
            : new Button("Enable", click -> enable(plugin));
    toggle.setAriaLabel((active ? "Disable " : "Enable ") + plugin.title());
    add(toggle);
    if (!plugin.shipped()) {
      Button remove = new Button("Remove", click -> remove(plugin));
      remove.setAriaLabel("Remove " + plugin.title());
      remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
      add(remove);
    }
  }

  private void enable(PluginView plugin) {
    try {
      enabled(plugins.enable(Session.caller(), plugin.name()));
    } catch (PlanNeededException asked) {
      Confirm.agree(
          "Enable " + plugin.title() + "?",
          PlannedChange.words(asked.plan()),
          "Enable the plugin",
          () -> {
            PluginChange change = PluginChange.enable(plugin.name());
            plugins.apply(Session.caller(), change, asked.plan().token());
            Notices.done(plugin.title() + " serves again.");
            changed.run();
          });
    }
  }

  private void enabled(PluginView now) {
    if (now.state() == State.ACTIVE) {
      Notices.done(now.title() + " serves again.");
    } else {
      Notices.failed(now.title() + " did not start: " + now.error());
    }
    changed.run();
  }

  private void disable(PluginView plugin) {
    PlannedChange.ask(
        plugins,
        PluginChange.disable(plugin.name()),
        "Disable " + plugin.title() + "?",
        "Steps that need it fail until it is enabled again.",
        "Disable the plugin",
        set -> {
          Notices.done(plugin.title() + " is disabled.");
          changed.run();
        });
  }

  private void remove(PluginView plugin) {
    PlannedChange.ask(
        plugins,
        PluginChange.remove(plugin.name()),
        "Remove " + plugin.title() + "?",
        "The history can bring it back.",
        "Remove the plugin",
        set -> {
          Notices.done(plugin.title() + " was removed.");
          changed.run();
        });
  }
}
