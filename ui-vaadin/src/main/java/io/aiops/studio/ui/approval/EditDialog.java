package io.aiops.studio.ui.approval;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.ui.value.JsonArea;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks what counts instead of what was asked about. */
final class EditDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final JsonArea details = new JsonArea("What counts instead, JSON");
  private final transient Consumer<Object> edited;

  EditDialog(@Nullable Object before, Consumer<Object> edited) {
    this.edited = edited;
    setHeaderTitle("Edit and approve");
    setWidth("40rem");
    details.show(before);
    Button approve = new Button("Approve as edited", click -> approve());
    approve.addThemeVariants(ButtonVariant.PRIMARY);
    add(
        new Paragraph(
            "The execution goes on with this; what was asked about stays in its history."),
        details);
    getFooter().add(new Button("Close", click -> close()), approve);
  }

  private void approve() {
    if (!details.check()) {
      return;
    }
    Object value = details.value();
    if (value == null) {
      details.setInvalid(true);
      details.setErrorMessage("Say what counts instead, or close this and approve or reject.");
      return;
    }
    edited.accept(value);
    close();
  }
}
