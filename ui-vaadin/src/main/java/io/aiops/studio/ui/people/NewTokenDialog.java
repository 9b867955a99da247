package io.aiops.studio.ui.people;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.NewToken;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Makes a token and shows its secret, once. */
final class NewTokenDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final transient IdentityService identity;
  private final transient Runnable created;
  private final TextField name = new TextField("Name");
  private final CheckboxGroup<Permission> scopes = new CheckboxGroup<>("It may");
  private final Select<Integer> days = new Select<>();

  NewTokenDialog(IdentityService identity, Runnable created) {
    this.identity = identity;
    this.created = created;
    Caller caller = Session.caller();
    setHeaderTitle("New token");
    setWidth("28rem");
    name.setRequiredIndicatorVisible(true);
    name.setHelperText("What it is for, so that you know what breaks when you revoke it.");
    name.setAutofocus(true);
    List<Permission> own = Stream.of(Permission.values()).filter(caller::may).toList();
    scopes.setItems(own);
    scopes.setItemLabelGenerator(NewTokenDialog::explain);
    scopes.select(own.stream().filter(each -> each != Permission.ADMINISTER).toList());
    days.setLabel("Expires after");
    days.setItems(7, 30, 90, 365);
    days.setItemLabelGenerator(each -> each + " days");
    days.setValue(90);
    Div form = new Div(name, scopes, days);
    form.addClassName("studio-form");
    add(form);
    Button create = new Button("Create", click -> create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", click -> close()), create);
  }

  private static String explain(Permission permission) {
    return switch (permission) {
      case VIEW -> "View: see workflows, executions, plugins, files";
      case RUN -> "Run: start and cancel executions, upload files";
      case BUILD -> "Build: create and change workflows";
      case ADMINISTER -> "Administer: plugins, connections, people, audit";
    };
  }

  private void create() {
    try {
      NewToken token =
          identity.createToken(
              Session.caller(),
              name.getValue().strip(),
              scopes.getValue(),
              Duration.ofDays(days.getValue()));
      created.run();
      show(token);
    } catch (InvalidException invalid) {
      name.setErrorMessage(invalid.getMessage());
      name.setInvalid(true);
    }
  }

  private void show(NewToken token) {
    removeAll();
    getFooter().removeAll();
    setHeaderTitle("Token " + token.token().name());
    TextField secret = new TextField("Secret");
    secret.setValue(token.secret());
    secret.setReadOnly(true);
    secret.setWidthFull();
    secret.addClassName("studio-code");
    Button copy =
        new Button(
            "Copy",
            click -> {
              getElement().executeJs("navigator.clipboard.writeText($0)", token.secret());
              Notices.done("The secret is in the clipboard.");
            });
    copy.addThemeVariants(ButtonVariant.PRIMARY);
    add(
        new Paragraph(
            "This is the only time it is shown: copy it now. It may "
                + String.join(
                    ", ", token.token().scopes().stream().sorted().map(Texts::word).toList())
                + "."),
        secret);
    getFooter().add(copy, new Button("Done", click -> close()));
  }
}
