package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.Command;
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
import io.aiops.studio.ui.notice.Failures;
import io.aiops.studio.ui.notice.Notices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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

  /** What is installed at the moment, by the names of the files. */
  private final List<String> underWay = new ArrayList<>();

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
      seenTo(event, () -> installed.accept(plugin));
    } catch (ConsentNeededException e) {
      seenTo(event, () -> consent(name, jar, e.consent()));
    } catch (PlanNeededException e) {
      seenTo(event, () -> agree(name, jar, e.plan()));
    }
  }

  private void seenTo(UploadEvent event, Command then) {
    event
        .getUI()
        .access(() -> {
          drop.clear();
          then.execute();
        });
  }

  /** It wants what nobody has granted. */
  void consent(String name, byte[] jar, Consent asked) {
    new ConsentDialog(asked, evidence(name, jar), () -> install(name, jar, asked.token())).open();
  }

  /** Whoever is asked can read what was found in it before they answer. */
  private Details evidence(String name, byte[] jar) {
    return EvidenceSection.of(marketplace, name, jar).folded();
  }

  /** Somebody has just consented. It asks more of the database than a page has patience for. */
  private void install(String name, byte[] jar, String consent) {
    begin(name);
    UI ui = UI.getCurrent();
    Caller caller = Session.caller();
    Background.run(
        "upload of a plugin",
        () -> {
          try {
            PluginView plugin =
                plugins.install(caller, name, new ByteArrayInputStream(jar), consent);
            end(ui, name, () -> installed.accept(plugin));
          } catch (ConsentNeededException e) {
            end(ui, name, () -> consent(name, jar, e.consent()));
          } catch (PlanNeededException e) {
            end(ui, name, () -> agree(name, jar, e.plan()));
          } catch (RuntimeException failure) {
            end(ui, name, () -> refuse(name, failure));
          }
        });
  }

  private void begin(String name) {
    underWay.add(name);
    going();
  }

  private void end(UI ui, String name, Command then) {
    Background.show(
        ui,
        () -> {
          underWay.remove(name);
          going();
          then.execute();
        });
  }

  /** Several can be under way: each was consented to at its own time. */
  private void going() {
    doing.setText(
        String.join(", ", underWay)
            + (underWay.size() == 1 ? " is" : " are")
            + " checked, installed and started.");
    going.setVisible(!underWay.isEmpty());
  }

  /** Where it was uploaded, or on the page that is open instead by now. */
  private void refuse(String name, RuntimeException failure) {
    if (isAttached()) {
      drop.refuse(name, failure);
    } else {
      Notices.failed(name + " was not installed. " + Failures.sentence(failure));
    }
  }

  /** It has consequences for what is in use, or for settings that are stored. */
  void agree(String name, byte[] jar, Plan plan) {
    Confirm.ask(
        "Install " + name + " all the same?",
        PlannedChange.words(plan),
        evidence(name, jar),
        "Install the plugin",
        () -> install(name, jar, plan.token()));
  }
}
