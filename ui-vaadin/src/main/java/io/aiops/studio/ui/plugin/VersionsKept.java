package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.plugin.KeptVersion;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import java.util.List;
import java.util.stream.Stream;

/** The versions that are kept of a plugin, and the way back to each, for it alone. */
final class VersionsKept extends Section {

  private static final long serialVersionUID = 1L;

  private final transient PluginService plugins;
  private final transient PluginView plugin;
  private final boolean mayChange;
  private final transient Runnable changed;

  /**
   * @param changed after it went back
   */
  VersionsKept(PluginService plugins, PluginView plugin, boolean mayChange, Runnable changed) {
    this.plugins = plugins;
    this.plugin = plugin;
    this.mayChange = mayChange;
    this.changed = changed;
    addClassName("studio-reviews");
    List<KeptVersion> versions = plugins.versions(Session.caller(), plugin.name());
    add(new H2("Versions"));
    if (versions.stream().allMatch(KeptVersion::present)) {
      add(
          new Paragraph(
              "Only this one is kept. Once another is installed, the way back is found here."));
      return;
    }
    Table table = new Table("Versions of " + plugin.title(), "Version", "Installed", "By", "");
    versions.forEach(version -> table.row(row(version)));
    add(table);
  }

  private NativeTableRow row(KeptVersion version) {
    NativeTableRow row = new NativeTableRow();
    Stream.of(version.version(), Moment.exact(version.installedAt()), version.installedBy())
        .forEach(text -> row.add(new NativeTableCell(text)));
    row.add(new NativeTableCell(action(version)));
    return row;
  }

  private Component action(KeptVersion version) {
    if (version.present()) {
      return new Span("Installed");
    }
    if (!mayChange) {
      return new Span();
    }
    Button button = new Button("Roll back", click -> ask(version));
    button.addThemeVariants(ButtonVariant.SMALL);
    button.setAriaLabel("Roll back to version " + version.version());
    return button;
  }

  private void ask(KeptVersion version) {
    PlannedChange.ask(
        plugins,
        PluginChange.goBack(plugin.name(), version.set(), ""),
        "Roll back " + plugin.title() + " to " + version.version() + "?",
        "All other plugins stay as they are. Tasks that run end on the version they began with.",
        "Roll the plugin back",
        set -> {
          Notices.done(plugin.title() + " " + version.version() + " serves.");
          changed.run();
        });
  }
}
