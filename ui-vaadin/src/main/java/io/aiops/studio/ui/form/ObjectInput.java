package io.aiops.studio.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.FieldSet;
import com.vaadin.flow.component.html.Paragraph;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A nested object: a form within the form. */
final class ObjectInput implements Input {

  private final FieldSet group;
  private final Paragraph told = new Paragraph();
  private final SchemaForm form;
  private boolean required;

  ObjectInput(String label, Schema schema, FormContext context) {
    form = new SchemaForm(schema.map(), context);
    group = new FieldSet(label);
    group.addClassName("studio-group");
    Paragraph about = new Paragraph(schema.text("description"));
    about.addClassName("studio-secondary");
    about.setVisible(!about.getText().isEmpty());
    told.addClassName("studio-failure");
    told.getElement().setAttribute("role", "status");
    told.setVisible(false);
    group.add(about, told, form);
  }

  @Override
  public Component component() {
    return group;
  }

  @Override
  public @Nullable Object get() {
    Map<String, @Nullable Object> value = form.getValue();
    return value.isEmpty() && !required ? null : value;
  }

  @Override
  public void set(@Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((key, entry) -> map.put(String.valueOf(key), entry));
    }
    form.setValue(map);
  }

  @Override
  public void listen(Runnable changed) {
    form.addChangeListener(changed);
  }

  @Override
  public void required(boolean required) {
    this.required = required;
  }

  @Override
  public void readOnly(boolean readOnly) {
    form.setReadOnly(readOnly);
  }

  @Override
  public String check() {
    return get() == null || form.validate() ? "" : "See the fields below.";
  }

  @Override
  public void problem(String sentence) {
    told.setText(sentence);
    told.setVisible(!sentence.isEmpty());
  }

  SchemaForm form() {
    return form;
  }
}
