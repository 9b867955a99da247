package io.aiops.studio.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.FieldSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A nested object: a form within the form. */
final class ObjectInput implements Input {

  private final FieldSet group;
  private final SchemaForm form;
  private boolean required;

  ObjectInput(String label, Schema schema, FormContext context) {
    form = new SchemaForm(schema.map(), context);
    group = new FieldSet(label, form);
    group.addClassName("studio-group");
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
    group.getElement().setAttribute("title", sentence);
  }

  SchemaForm form() {
    return form;
  }
}
