package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.streams.UploadEvent;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.host.plugin.PlanNeededException;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.evidence.EvidenceSection;
import io.aiops.studio.ui.form.FileDrop;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.live.Background;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** Takes a bundle, shows how far it is, and says why if it is refused. */
final class PluginUpload extends Div {

  private static final long serialVersionUID = 1L;

  private final transient PluginService plugins;
  private final transient Marketplace marketplace;
  private final transient Consumer<PluginView> installed;
  private final FileDrop drop;
  private final Paragraph doing = new Paragraph();
  private final Div going = new Div();

  PluginUpload(PluginService plugins, Marketplace marketplace, Consumer<PluginView> installed) {
    this.plugins = plugins;
    this.marketplace = marketplace;
    this.installed = installed;
    drop =
        new FileDrop(
            "Upload a plugin",
            "installed",
            (int) FileService.MAX_BYTES,
            List.of(".jar", ".studio"),
            this::take);
    ProgressBar bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", "It is installed");
    doing.getElement().setAttribute("role", "status");
    going.add(doing, bar);
    going.setVisible(false);
    add(drop, going);
  }

  private void take(UploadEvent event) throws IOException {
    Caller caller = Session.caller(event.getRequest());
    String name = event.getFileName();
    byte[] jar;
    try (InputStream in = event.getInputStream()) {
      jar = in.readAllBytes();
    }
    try {
      PluginView plugin = plugins.install(caller, name, new ByteArrayInputStream(jar));
      event.getUI().access(() -> show(plugin));
    } catch (ConsentNeededException e) {
      event.getUI().access(() -> consent(name, jar, e.consent()));
    } catch (PlanNeededException e) {
      event.getUI().access(() -> agree(name, jar, e.plan()));
    }
  }

  /** It wants what nobody has granted. */
  void consent(String name, byte[] jar, Consent asked) {
    rest();
    new ConsentDialog(asked, evidence(name, jar), () -> install(name, jar, asked.token())).open();
  }

  /** Whoever is asked can read what was found in it before they answer. */
  private Details evidence(String name, byte[] jar) {
    return EvidenceSection.of(marketplace, name, jar).folded();
  }

  /** Somebody has just consented. It asks more of the database than a page has patience for. */
  private void install(String name, byte[] jar, String consent) {
    doing.setText(name + " is checked, installed and started.");
    going.setVisible(true);
    UI ui = UI.getCurrent();
    Caller caller = Session.caller();
    Background.run(
        "upload of a plugin",
        () -> {
          try {
            PluginView plugin =
                plugins.install(caller, name, new ByteArrayInputStream(jar), consent);
            Background.show(ui, () -> show(plugin));
          } catch (ConsentNeededException e) {
            Background.show(ui, () -> consent(name, jar, e.consent()));
          } catch (PlanNeededException e) {
            Background.show(ui, () -> agree(name, jar, e.plan()));
          } catch (RuntimeException failure) {
            Background.show(
                ui,
                () -> {
                  rest();
                  drop.refuse(name, failure);
                });
          }
        });
  }

  /** It has consequences for what is in use, or for settings that are stored. */
  void agree(String name, byte[] jar, Plan plan) {
    rest();
    Confirm.ask(
        "Install " + name + " all the same?",
        PlannedChange.words(plan),
        evidence(name, jar),
        "Install the plugin",
        () -> install(name, jar, plan.token()));
  }

  private void show(PluginView plugin) {
    rest();
    installed.accept(plugin);
  }

  private void rest() {
    drop.clear();
    going.setVisible(false);
  }
}
