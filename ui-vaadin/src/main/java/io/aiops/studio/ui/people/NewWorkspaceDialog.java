package io.aiops.studio.ui.people;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.ui.access.Session;

/** Another workspace, with its own workflows, executions, connections and people. */
final class NewWorkspaceDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final transient IdentityService identity;
  private final TextField name = new TextField("Name");

  NewWorkspaceDialog(IdentityService identity) {
    this.identity = identity;
    setHeaderTitle("New workspace");
    setWidth("26rem");
    name.setWidthFull();
    name.setAutofocus(true);
    name.setRequiredIndicatorVisible(true);
    add(
        new Paragraph(
            "It has its own workflows, executions, connections and people. You become its"
                + " administrator and go there now; the menu at the top leads back."),
        name);
    Button create = new Button("Create", click -> create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", click -> close()), create);
  }

  private void create() {
    try {
      WorkspaceView created = identity.createWorkspace(Session.caller(), name.getValue().strip());
      close();
      Session.enter(created.id());
    } catch (InvalidException | ConflictException refused) {
      name.setErrorMessage(refused.getMessage());
      name.setInvalid(true);
    }
  }
}
