package io.aiops.studio.ui.connection;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionService;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.form.FormContext;
import io.aiops.studio.ui.form.SchemaForm;
import io.aiops.studio.ui.form.Uploads;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Texts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A new connection, or another one's settings. */
final class ConnectionDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final transient Runnable saved;
  private final Select<Contribution> provider = new Select<>();
  private final TextField name = new TextField("Name");
  private final IntegerField calls = new IntegerField("Calls at the same time");
  private final Div settings = new Div();
  private transient @Nullable SchemaForm form;

  ConnectionDialog(Studio studio, @Nullable Connection connection, Runnable saved) {
    this.studio = studio;
    this.saved = saved;
    setHeaderTitle(connection == null ? "New connection" : "Connection " + connection.name());
    setWidth("34rem");
    List<Contribution> offered =
        studio.plugins().contributions(Session.caller()).stream()
            .filter(ConnectionDialog::configurable)
            .toList();
    provider.setLabel("Provider");
    provider.setItems(offered);
    provider.setItemLabelGenerator(each -> each.title() + " (" + Texts.word(each.kind()) + ")");
    provider.setRequiredIndicatorVisible(true);
    provider.setWidthFull();
    provider.addValueChangeListener(change -> choose(change.getValue()));
    name.setHelperText("Workflows refer to it by this name: name/tool or name/model.");
    name.setRequiredIndicatorVisible(true);
    name.setWidthFull();
    calls.setHelperText("At most, by all nodes together; empty for any number.");
    calls.setMin(1);
    calls.setMax(ConnectionService.MOST_CALLS);
    calls.setStepButtonsVisible(true);
    calls.setWidthFull();
    Div fields = new Div(provider, name, settings, calls);
    fields.addClassName("studio-form");
    add(fields);
    if (offered.isEmpty()) {
      add(new Paragraph("No active plugin needs settings. Install one under Plugins first."));
    }
    if (connection != null) {
      edit(connection, offered);
    }
    Button save = new Button("Save", click -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", click -> close()), save);
  }

  private static boolean configurable(Contribution each) {
    return (each.kind() == Kind.CONNECTOR || each.kind() == Kind.MODEL)
        && each.settingsSchema().get("properties") instanceof Map<?, ?> properties
        && !properties.isEmpty();
  }

  private void edit(Connection connection, List<Contribution> offered) {
    name.setValue(connection.name());
    calls.setValue(connection.calls());
    name.setReadOnly(true);
    provider.setReadOnly(true);
    offered.stream()
        .filter(each -> each.name().equals(connection.provider()))
        .filter(each -> each.kind().name().equals(connection.kind().name()))
        .findFirst()
        .ifPresentOrElse(
            provider::setValue,
            () ->
                settings.add(
                    new Paragraph(
                        "The plugin that brings '"
                            + connection.provider()
                            + "' is not active; enable it to change these settings.")));
    if (form != null) {
      form.setValue(connection.settings());
    }
  }

  private void choose(@Nullable Contribution chosen) {
    settings.removeAll();
    form = null;
    if (chosen != null) {
      form =
          new SchemaForm(chosen.settingsSchema(), FormContext.plain(Uploads.into(studio.files())));
      settings.add(new Paragraph(chosen.description()), form);
      if (name.isEmpty()) {
        name.setValue(chosen.name());
      }
    }
  }

  private void save() {
    SchemaForm filled = form;
    Contribution chosen = provider.getValue();
    provider.setInvalid(chosen == null);
    provider.setErrorMessage("Choose what to connect to.");
    name.setInvalid(name.isEmpty());
    name.setErrorMessage("Required: fill this in.");
    if (filled == null
        || chosen == null
        || name.isEmpty()
        || calls.isInvalid()
        || !filled.validate()) {
      return;
    }
    try {
      studio
          .connections()
          .save(
              Session.caller(),
              chosen.kind() == Kind.MODEL ? Connection.Kind.MODEL : Connection.Kind.CONNECTOR,
              name.getValue().strip(),
              chosen.name(),
              filled.getValue(),
              calls.getValue());
      close();
      Notices.done(name.getValue() + " is saved.");
      saved.run();
    } catch (InvalidException invalid) {
      show(filled, invalid);
    }
  }

  private void show(SchemaForm filled, InvalidException invalid) {
    List<Problem> others = filled.showProblems("settings", invalid.problems());
    others = filled.showProblems("", others);
    others.stream()
        .filter(problem -> problem.path().equals("name"))
        .forEach(problem -> {
          name.setErrorMessage(problem.message());
          name.setInvalid(true);
        });
    List<Problem> rest = others.stream().filter(problem -> !problem.path().equals("name")).toList();
    if (!rest.isEmpty()) {
      Notices.failed(new InvalidException(rest));
    }
  }
}
