package io.aiops.studio.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.select.Select;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A property whose value one Vaadin field shows in its own way.
 *
 * @param <V> what the field holds
 */
final class FieldInput<V> extends OneField<V> {

  private final HasValue<?, V> field;
  private final HasValidation validation;
  private final Function<V, @Nullable Object> read;
  private final Function<Object, Optional<V>> write;
  private final Function<V, String> check;
  private final boolean takesText;

  /**
   * @param read the JSON-like value of what is in the field
   * @param write what the field shows for a JSON-like value; empty if it cannot show it
   * @param check what is wrong with a value; empty if nothing is
   */
  <C extends Component & HasValue<?, V> & HasValidation> FieldInput(
      C field,
      Function<V, @Nullable Object> read,
      Function<Object, Optional<V>> write,
      Function<V, String> check,
      boolean takesText) {
    super(field);
    this.field = field;
    this.validation = field;
    this.read = read;
    this.write = write;
    this.check = check;
    this.takesText = takesText;
  }

  @Override
  public @Nullable Object get() {
    return field.isEmpty() ? null : read.apply(field.getValue());
  }

  @Override
  public void set(@Nullable Object value) {
    Optional<V> shown = value == null ? Optional.empty() : write.apply(value);
    shown.ifPresentOrElse(field::setValue, field::clear);
  }

  @Override
  public void required(boolean required) {
    // The button of a select may not say so: screen readers take it for a mistake.
    if (!(component() instanceof Select<?>)) {
      field.setRequiredIndicatorVisible(required);
    }
  }

  @Override
  public String check() {
    if (field.isEmpty()) {
      return validation.isInvalid() && !takesText ? "This is not a number." : "";
    }
    return check.apply(field.getValue());
  }

  @Override
  public boolean takesText() {
    return takesText;
  }
}
