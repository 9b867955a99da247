package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;

/**
 * The step's form and the text, one at a time. The one that is not seen is hidden and not taken
 * away: the text editor keeps its place.
 */
final class Side extends Div {

  private static final long serialVersionUID = 1L;
  private static final String HIDDEN = "designer-hidden";

  private final Div step;
  private final Div text;
  private final transient Runnable textShown;
  private final Button stepButton = new Button("Form", click -> showStep());
  private final Button textButton = new Button("Text", click -> showText());

  Side(Div step, Div text, Runnable textShown) {
    this.step = step;
    this.text = text;
    this.textShown = textShown;
    addClassName("designer-side");
    step.addClassName("designer-panel");
    text.addClassName("designer-panel");
    Div choice = new Div(stepButton, textButton);
    choice.addClassName("designer-choice");
    choice.getElement().setAttribute("role", "group").setAttribute("aria-label", "What is shown");
    add(choice, step, text);
    show(false);
  }

  void showStep() {
    show(false);
  }

  void showText() {
    show(true);
    textShown.run();
  }

  private void show(boolean asText) {
    step.setClassName(HIDDEN, asText);
    text.setClassName(HIDDEN, !asText);
    press(stepButton, !asText);
    press(textButton, asText);
  }

  private static void press(Button button, boolean pressed) {
    button.getElement().setAttribute("aria-pressed", String.valueOf(pressed));
    if (pressed) {
      button.removeThemeVariants(ButtonVariant.TERTIARY);
    } else {
      button.addThemeVariants(ButtonVariant.TERTIARY);
    }
  }
}
