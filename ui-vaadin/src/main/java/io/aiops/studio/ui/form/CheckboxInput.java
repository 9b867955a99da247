package io.aiops.studio.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import org.jspecify.annotations.Nullable;

/** Yes or no. Untouched and without a value it stays out of the result. */
final class CheckboxInput implements Input {

  private final Checkbox field;
  private boolean given;

  CheckboxInput(Checkbox field) {
    this.field = field;
    field.addValueChangeListener(change -> given = true);
  }

  @Override
  public Component component() {
    return field;
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

  @Override
  public void listen(Runnable changed) {
    field.addValueChangeListener(change -> changed.run());
  }

  /** An unticked box is an answer too. */
  @Override
  public void required(boolean required) {
    given = given || required;
  }

  @Override
  public void readOnly(boolean readOnly) {
    field.setReadOnly(readOnly);
  }

  @Override
  public String check() {
    return "";
  }

  @Override
  public void problem(String sentence) {
    field.setErrorMessage(sentence);
    field.setInvalid(!sentence.isEmpty());
  }
}
