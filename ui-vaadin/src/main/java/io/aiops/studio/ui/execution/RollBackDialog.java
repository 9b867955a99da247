package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import java.util.UUID;
import java.util.function.Consumer;

/** Asks what is wrong with a step's result, so that the next attempt is told. */
final class RollBackDialog extends Dialog {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 10_000;

  private final String step;
  private final transient Consumer<Rerun> act;
  private final TextArea diagnosis = new TextArea("What is wrong with its result?");
  private final Button button = new Button("Roll back", click -> rollBack());

  /** A second press of the button is the same request. */
  private final String key = UUID.randomUUID().toString();

  /**
   * @param ended whether the execution has ended
   */
  RollBackDialog(String step, String title, boolean ended, Consumer<Rerun> act) {
    this.step = step;
    this.act = act;
    setHeaderTitle("Roll back to " + title);
    setWidth("36rem");
    diagnosis.setWidthFull();
    diagnosis.setMinRows(3);
    diagnosis.setMaxLength(MOST);
    diagnosis.setRequired(true);
    diagnosis.setHelperText("The step gets this with the result it had, when it is run again.");
    button.addThemeVariants(ButtonVariant.PRIMARY);
    button.setDisableOnClick(true);
    add(
        new Paragraph(
            "This step and all that came after it are run again; everything else stays. "
                + (ended
                    ? "The execution has ended and stays as it is: a new one goes on from it."
                    : "The history keeps what was done before.")),
        diagnosis);
    getFooter().add(new Button("Close", click -> close()), button);
  }

  private void rollBack() {
    try {
      if (diagnosis.getValue().isBlank()) {
        diagnosis.setInvalid(true);
        diagnosis.setErrorMessage(
            "Say what is wrong: without it the step would do the same again.");
      } else {
        act.accept(new Rerun.RollBack(step, diagnosis.getValue().strip(), key));
        close();
      }
    } finally {
      button.setEnabled(true);
    }
  }
}
