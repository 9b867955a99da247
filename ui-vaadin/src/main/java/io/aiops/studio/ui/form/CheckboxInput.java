package io.aiops.studio.ui.form;

import com.vaadin.flow.component.checkbox.Checkbox;
import org.jspecify.annotations.Nullable;

/** Yes or no. Untouched and without a value it stays out of the result. */
final class CheckboxInput extends OneField<Boolean> {

  private final Checkbox field;
  private boolean given;

  CheckboxInput(Checkbox field) {
    super(field);
    this.field = field;
    field.addValueChangeListener(change -> given = true);
  }

  @Override
  public @Nullable Object get() {
    return given ? field.getValue() : null;
  }

  @Override
  public void set(@Nullable Object value) {
    field.setValue(Boolean.TRUE.equals(value));
    given = value instanceof Boolean;
  }

  /** An unticked box is an answer too. */
  @Override
  public void required(boolean required) {
    given = given || required;
  }

  @Override
  public String check() {
    return "";
  }
}
