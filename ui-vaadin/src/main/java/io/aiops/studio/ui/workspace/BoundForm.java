package io.aiops.studio.ui.workspace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import io.aiops.studio.ui.text.Texts;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A number that may be left empty, and the button that saves it. */
final class BoundForm extends Div {

  private static final long serialVersionUID = 1L;

  private final IntegerField field;
  private final int most;
  private final Button save = new Button("Save");

  /**
   * @param none what an empty field means
   */
  BoundForm(String label, int most, String none) {
    this.most = most;
    field = new IntegerField(label);
    field.setMin(1);
    field.setMax(most);
    field.setWidth("20rem");
    field.setPlaceholder(none);
    field.setClearButtonVisible(true);
    field.setHelperText("1 to " + Texts.count(most) + "; empty: " + none.toLowerCase(Locale.ROOT));
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.setAriaLabel("Save: " + label);
    addClassName("studio-actions");
    add(field, save);
  }

  void show(@Nullable Integer value) {
    field.setValue(value);
  }

  /** What is out of bounds, or no number, is said at the field and not saved. */
  void onSave(Consumer<@Nullable Integer> saved) {
    save.addClickListener(click -> {
      Integer value = field.getValue();
      boolean wrong = value == null ? field.isInvalid() : value < 1 || value > most;
      field.setInvalid(wrong);
      field.setErrorMessage(wrong ? "Expected a number from 1 to " + Texts.count(most) + "." : "");
      if (!wrong) {
        saved.accept(value);
      }
    });
  }
}
