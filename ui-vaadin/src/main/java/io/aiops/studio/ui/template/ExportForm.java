package io.aiops.studio.ui.template;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.access.Session;
import java.io.ByteArrayInputStream;
import java.util.List;

/** Makes a file of a workflow, to be given to another studio. */
final class ExportForm extends Div {

  private static final long serialVersionUID = 1L;
  private static final String TYPE = "application/zip";

  private final transient TemplateService templates;
  private final ComboBox<String> workflow = new ComboBox<>("Workflow");
  private final TextField id = new TextField("Id of the template");
  private final TextField version = new TextField("Version of the template");
  private final Checkbox withPlugins = new Checkbox("With its plugins, for a studio offline");
  private final Div link = new Div();

  ExportForm(TemplateService templates, List<String> workflows) {
    this.templates = templates;
    addClassName("studio-form");
    workflow.setItems(workflows);
    workflow.addValueChangeListener(change -> {
      if (id.isEmpty() && change.getValue() != null) {
        id.setValue(change.getValue());
      }
    });
    id.setHelperText("Lower case words with dots, your namespace first: acme.log-triage");
    version.setValue("1.0.0");
    withPlugins.setVisible(Session.caller().may(Permission.ADMINISTER));
    link.getElement().setAttribute("role", "status");
    add(
        workflow,
        id,
        version,
        withPlugins,
        new Button("Make the file", VaadinIcon.DOWNLOAD.create(), click -> make()),
        link);
  }

  private void make() {
    link.removeAll();
    TemplateFile file =
        templates.export(
            Session.caller(),
            new ExportRequest(
                workflow.getOptionalValue().orElse(""),
                null,
                id.getValue().strip(),
                version.getValue().strip(),
                null,
                null,
                null,
                withPlugins.getValue()));
    String name = id.getValue().strip() + "-" + version.getValue().strip() + TemplateFile.ENDING;
    byte[] bytes = file.write();
    DownloadHandler handler =
        DownloadHandler.fromInputStream(event ->
            new DownloadResponse(new ByteArrayInputStream(bytes), name, TYPE, bytes.length));
    link.add(new Anchor(handler, "Download " + name));
  }
}
