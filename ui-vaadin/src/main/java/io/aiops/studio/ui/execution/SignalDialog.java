package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.engine.SignalService.Signal;
import io.aiops.studio.ui.value.JsonArea;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Asks which signal to send to an execution, and what it says. */
final class SignalDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final ComboBox<String> name = new ComboBox<>("Name");
  private final JsonArea payload = new JsonArea("What it says, JSON");
  private final Button button = new Button("Send the signal", click -> send());
  private final transient Consumer<Signal> act;

  /** A second press of the button is the same signal. */
  private final String id = UUID.randomUUID().toString();

  /**
   * @param awaited names that steps wait for now
   */
  SignalDialog(List<String> awaited, Consumer<Signal> act) {
    this.act = act;
    setHeaderTitle("Send a signal");
    setWidth("36rem");
    name.setItems(awaited);
    name.setAllowCustomValue(true);
    name.addCustomValueSetListener(custom -> name.setValue(custom.getDetail()));
    name.setWidthFull();
    name.setHelperText(
        awaited.isEmpty()
            ? "No step waits now; it is kept for the first that will."
            : "A step waits for it now.");
    if (awaited.size() == 1) {
      name.setValue(awaited.getFirst());
    }
    payload.setHelperText("The output of the step that takes it; leave it empty for none.");
    button.addThemeVariants(ButtonVariant.PRIMARY);
    button.setDisableOnClick(true);
    add(
        new Paragraph("A step of kind signal goes on when a signal of its name comes."),
        name,
        payload);
    getFooter().add(new Button("Close", click -> close()), button);
  }

  private void send() {
    try {
      String chosen = name.getValue();
      if (chosen == null || chosen.isBlank()) {
        name.setInvalid(true);
        name.setErrorMessage("Say which signal.");
      } else if (payload.check()) {
        act.accept(new Signal(chosen.strip(), payload.value(), id));
        close();
      }
    } finally {
      button.setEnabled(true);
    }
  }
}
