package io.aiops.studio.ui.people;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Texts;

/** Adds somebody to the workspace; somebody new gets a password. */
final class AddMemberDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final transient IdentityService identity;
  private final transient Runnable added;
  private final TextField user = new TextField("User name");
  private final TextField display = new TextField("Name to show");
  private final Select<Role> role = new Select<>();
  private final PasswordField password = new PasswordField("Password");

  AddMemberDialog(IdentityService identity, Runnable added) {
    this.identity = identity;
    this.added = added;
    setHeaderTitle("Add a person");
    setWidth("28rem");
    user.setRequiredIndicatorVisible(true);
    user.setAutofocus(true);
    role.setLabel("Role");
    role.setItems(Role.values());
    role.setItemLabelGenerator(Texts::word);
    role.setValue(Role.BUILDER);
    password.setHelperText("For somebody new; who has signed in here before keeps their own.");
    password.getElement().setAttribute("autocomplete", "new-password");
    Div form = new Div(user, display, role, password);
    form.addClassName("studio-form");
    add(form);
    Button save = new Button("Add", click -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", click -> close()), save);
  }

  private void save() {
    String name = user.getValue().strip();
    user.setInvalid(name.isEmpty());
    user.setErrorMessage("Required: fill this in.");
    if (name.isEmpty()) {
      return;
    }
    try {
      identity.addMember(
          Session.caller(),
          name,
          display.isEmpty() ? name : display.getValue().strip(),
          role.getValue(),
          password.isEmpty() ? null : password.getValue());
      close();
      Notices.done(name + " is a member of this workspace now.");
      added.run();
    } catch (InvalidException invalid) {
      for (Problem problem : invalid.problems()) {
        if (problem.path().contains("password")) {
          password.setErrorMessage(problem.message());
          password.setInvalid(true);
        } else {
          user.setErrorMessage(problem.message());
          user.setInvalid(true);
        }
      }
    } catch (ConflictException conflict) {
      user.setErrorMessage(conflict.getMessage());
      user.setInvalid(true);
    }
  }
}
