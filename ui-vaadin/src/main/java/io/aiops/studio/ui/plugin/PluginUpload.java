package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.host.plugin.PlanNeededException;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.notice.Failures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Takes a bundle, shows how far it is, and says why if it is refused. */
final class PluginUpload extends Div {

  private static final long serialVersionUID = 1L;

  private final transient PluginService plugins;
  private final transient Consumer<PluginView> installed;
  private final Upload upload;
  private final Paragraph refusal = new Paragraph();

  PluginUpload(PluginService plugins, Consumer<PluginView> installed) {
    this.plugins = plugins;
    this.installed = installed;
    upload = new Upload(this::take);
    upload.addClassName("studio-plugin-upload");
    upload.setAcceptedFileExtensions(".jar", ".studio");
    upload.setMaxFileSize((int) FileService.MAX_BYTES);
    upload.setUploadButton(new Button("Upload a plugin", VaadinIcon.UPLOAD.create()));
    upload.setDropLabel(new Span("or drop its .jar or .studio here"));
    upload.addFileRejectedListener(rejected -> refuse(rejected.getErrorMessage()));
    refusal.addClassName("studio-failure");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
    add(upload, refusal);
  }

  /** Runs on the upload's request, which does not hold the page. */
  private void take(UploadEvent event) {
    Caller caller = Session.caller(event.getRequest());
    String name = event.getFileName();
    byte[] jar = bytes(event);
    try {
      PluginView plugin = plugins.install(caller, name, new ByteArrayInputStream(jar));
      event.getUI().access(() -> show(plugin));
    } catch (ConsentNeededException e) {
      event
          .getUI()
          .access(() -> {
            upload.clearFileList();
            refusal.setVisible(false);
            new ConsentDialog(e.consent(), () -> install(caller, name, jar, e.consent().token()))
                .open();
          });
    } catch (PlanNeededException e) {
      event.getUI().access(() -> agree(caller, name, jar, e.plan()));
    } catch (RuntimeException failure) {
      // Whatever it was: the browser must hear it, or the bar stays at 100 % for ever.
      String sentence = event.getFileName() + " was not installed. " + Failures.sentence(failure);
      event.reject(sentence);
      event.getUI().access(() -> refuse(sentence));
    }
  }

  private static byte[] bytes(UploadEvent event) {
    try (InputStream in = event.getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(event.getFileName() + " did not come whole", e);
    }
  }

  /** Somebody has just consented; it takes some seconds at most. */
  private void install(Caller caller, String name, byte[] jar, String consent) {
    try {
      show(plugins.install(caller, name, new ByteArrayInputStream(jar), consent));
    } catch (PlanNeededException e) {
      agree(caller, name, jar, e.plan());
    } catch (RuntimeException failure) {
      refuse(name + " was not installed. " + Failures.sentence(failure));
    }
  }

  /** It has consequences for what is in use, or for settings that are stored. */
  private void agree(Caller caller, String name, byte[] jar, Plan plan) {
    upload.clearFileList();
    refusal.setVisible(false);
    Confirm.ask(
        "Install " + name + " all the same?",
        PlannedChange.words(plan),
        "Install the plugin",
        () -> install(caller, name, jar, plan.token()));
  }

  private void show(PluginView plugin) {
    upload.clearFileList();
    refusal.setVisible(false);
    installed.accept(plugin);
  }

  private void refuse(String sentence) {
    refusal.setText(sentence);
    refusal.setVisible(true);
    upload.clearFileList();
  }
}
