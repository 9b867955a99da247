package io.aiops.studio.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.jspecify.annotations.Nullable;

/** A field that can be switched over to an expression. */
final class ExpressionInput implements Input {

  private final Input plain;
  private final TextField expression;
  private final Button toggle;
  private final Div both;

  ExpressionInput(String label, Input plain) {
    this.plain = plain;
    expression = new TextField(label);
    expression.addClassName("studio-code");
    expression.setHelperText("An expression, such as {{ steps.parse.output }}");
    expression.setValueChangeMode(ValueChangeMode.LAZY);
    toggle = new Button("{ }", click -> show(!expression.isVisible()));
    toggle.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    toggle.setAriaLabel("Use an expression for " + label);
    toggle.setTooltipText("Switch between a value and an expression");
    both = new Div(plain.component(), expression, toggle);
    both.addClassName("studio-expression");
    show(false);
  }

  private void show(boolean asExpression) {
    expression.setVisible(asExpression);
    plain.component().setVisible(!asExpression);
    toggle.getElement().setAttribute("aria-pressed", String.valueOf(asExpression));
  }

  @Override
  public Component component() {
    return both;
  }

  @Override
  public @Nullable Object get() {
    if (!expression.isVisible()) {
      return plain.get();
    }
    return expression.isEmpty() ? null : expression.getValue();
  }

  @Override
  public void set(@Nullable Object value) {
    boolean asExpression = Input.isExpression(value);
    show(asExpression);
    expression.setValue(asExpression ? String.valueOf(value) : "");
    plain.set(asExpression ? null : value);
  }

  @Override
  public void listen(Runnable changed) {
    plain.listen(changed);
    expression.addValueChangeListener(change -> changed.run());
    toggle.addClickListener(click -> changed.run());
  }

  @Override
  public void required(boolean required) {
    plain.required(required);
    expression.setRequiredIndicatorVisible(required);
  }

  @Override
  public void readOnly(boolean readOnly) {
    plain.readOnly(readOnly);
    expression.setReadOnly(readOnly);
    toggle.setEnabled(!readOnly);
  }

  @Override
  public String check() {
    return expression.isVisible() ? "" : plain.check();
  }

  @Override
  public void problem(String sentence) {
    plain.problem(sentence);
    expression.setErrorMessage(sentence);
    expression.setInvalid(!sentence.isEmpty());
  }

  Input plain() {
    return plain;
  }
}
