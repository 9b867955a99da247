package io.aiops.studio.ui.approval;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;

/** Asks who is to decide instead. */
final class DelegateDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final TextField to = new TextField("User name or role");
  private final transient Consumer<String> handed;

  DelegateDialog(Consumer<String> handed) {
    this.handed = handed;
    setHeaderTitle("Delegate");
    setWidth("30rem");
    to.setWidthFull();
    to.setHelperText("A member of this workspace, or role:builder for all who may do as much.");
    Button delegate = new Button("Delegate", click -> delegate());
    delegate.addThemeVariants(ButtonVariant.PRIMARY);
    add(new Paragraph("From then on only they are asked."), to);
    getFooter().add(new Button("Close", click -> close()), delegate);
  }

  private void delegate() {
    if (to.getValue().isBlank()) {
      to.setInvalid(true);
      to.setErrorMessage("Say who is to decide.");
      return;
    }
    handed.accept(to.getValue().strip());
    close();
  }
}
