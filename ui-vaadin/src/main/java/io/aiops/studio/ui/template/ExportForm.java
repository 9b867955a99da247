package io.aiops.studio.ui.template;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.marketplace.cutting.AgentStep;
import io.aiops.studio.marketplace.sharing.Shared;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.live.Background;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.value.JsonArea;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a file of a workflow, to be given to another studio. */
final class ExportForm extends Div {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 64 * 1024;
  private static final String TYPE = "application/zip";

  private final transient TemplateService templates;
  private final transient Sharing sharing;
  private final transient Runnable shared;
  private final ComboBox<String> workflow = new ComboBox<>("Workflow");
  private final ComboBox<String> step = new ComboBox<>("One agent of it");
  private final TextField id = new TextField("Id of the template");
  private final TextField version = new TextField("Version of the template");
  private final TextArea readme = new TextArea("README");
  private final JsonArea sample = new JsonArea("Sample inputs");
  private final Checkbox withPlugins = new Checkbox("With its plugins, for a studio offline");
  private final Button share =
      new Button("Share with the team", VaadinIcon.SHARE.create(), click -> share());
  private final Div going = new Div();
  private final Div link = new Div();

  /**
   * @param shared after something was shared with the team
   */
  ExportForm(TemplateService templates, Sharing sharing, List<String> workflows, Runnable shared) {
    this.templates = templates;
    this.sharing = sharing;
    this.shared = shared;
    addClassName("studio-form");
    workflow.setItems(workflows);
    workflow.addValueChangeListener(change -> chosen(change.getOldValue(), change.getValue()));
    step.setHelperText(
        "That agent's step alone, which other workflows run as a step of theirs. Empty for the whole"
            + " workflow.");
    step.setClearButtonVisible(true);
    step.setVisible(false);
    id.setHelperText("Lower case words with dots, your namespace first: acme.log-triage");
    version.setValue("1.0.0");
    readme.setHelperText("Markdown: what it is for, what it needs. May be left out.");
    readme.setMaxLength(LONGEST);
    sample.setHelperText(
        "JSON, to try it on, such as {\"city\": \"Oslo\"}; files of this workspace by their id."
            + " May be left out.");
    withPlugins.setVisible(Session.caller().mayAdministerStudio());
    link.getElement().setAttribute("role", "status");
    ProgressBar bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", "It is shared");
    Paragraph doing = new Paragraph("It is shared with the team.");
    doing.getElement().setAttribute("role", "status");
    going.add(doing, bar);
    going.setVisible(false);
    add(workflow, step, id, version, readme, sample, withPlugins, buttons(), going, link);
  }

  private void chosen(@Nullable String before, @Nullable String now) {
    if (now != null && (id.isEmpty() || id.getValue().equals(before))) {
      id.setValue(now);
    }
    List<String> agents =
        now == null
            ? List.of()
            : templates.agents(Session.caller(), now).stream().map(AgentStep::path).toList();
    step.setItems(agents);
    step.setVisible(!agents.isEmpty());
  }

  private Div buttons() {
    Div buttons =
        new Div(new Button("Make the file", VaadinIcon.DOWNLOAD.create(), click -> make()), share);
    buttons.addClassName("studio-buttons");
    return buttons;
  }

  /** Empty if something is wrong with what was filled in, which is shown then. */
  private Optional<ExportRequest> request() {
    link.removeAll();
    if (!sample.check()) {
      return Optional.empty();
    }
    Object given = sample.value();
    if (given != null && !(given instanceof Map)) {
      sample.setErrorMessage(
          "Expected an object with the name of an input in front of each value.");
      sample.setInvalid(true);
      return Optional.empty();
    }
    return Optional.of(
        new ExportRequest(
            workflow.getOptionalValue().orElse(""),
            null,
            id.getValue().strip(),
            version.getValue().strip(),
            readme.isEmpty() ? null : readme.getValue(),
            given == null ? Map.of() : Json.parseMap(sample.getValue()),
            null,
            withPlugins.getValue(),
            step.getValue(),
            null));
  }

  private void make() {
    request().ifPresent(request -> offer(templates.export(Session.caller(), request)));
  }

  private void offer(TemplateFile file) {
    String name = file.manifest().id() + "-" + file.manifest().version() + TemplateFile.ENDING;
    byte[] bytes = file.write();
    DownloadHandler handler =
        DownloadHandler.fromInputStream(event ->
            new DownloadResponse(new ByteArrayInputStream(bytes), name, TYPE, bytes.length));
    link.add(new Anchor(handler, "Download " + name));
  }

  /** Who shares at the same moment as others waits for them, which a page does not. */
  private void share() {
    request()
        .ifPresent(request -> {
          going(true);
          UI ui = UI.getCurrent();
          Caller caller = Session.caller();
          Background.run(
              "sharing of a template",
              () -> {
                try {
                  Shared done = sharing.share(caller, request);
                  Background.show(ui, () -> done(done));
                } catch (RuntimeException failure) {
                  Background.show(
                      ui,
                      () -> {
                        going(false);
                        Notices.failed(failure);
                      });
                }
              });
        });
  }

  private void going(boolean now) {
    going.setVisible(now);
    share.setEnabled(!now);
  }

  private void done(Shared done) {
    going(false);
    Notices.done("%s %s is shared with the team.".formatted(done.template(), done.version()));
    shared.run();
  }
}
