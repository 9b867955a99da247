package io.aiops.studio.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;

/**
 * A property that one Vaadin field shows.
 *
 * @param <V> what the field holds
 */
abstract class OneField<V> implements Input {

  private final Component component;
  private final HasValue<?, V> value;
  private final HasValidation validation;

  <C extends Component & HasValue<?, V> & HasValidation> OneField(C field) {
    component = field;
    value = field;
    validation = field;
  }

  @Override
  public final Component component() {
    return component;
  }

  @Override
  public final void listen(Runnable changed) {
    value.addValueChangeListener(change -> changed.run());
  }

  @Override
  public final void readOnly(boolean readOnly) {
    value.setReadOnly(readOnly);
  }

  @Override
  public final void problem(String sentence) {
    validation.setErrorMessage(sentence);
    validation.setInvalid(!sentence.isEmpty());
  }
}
