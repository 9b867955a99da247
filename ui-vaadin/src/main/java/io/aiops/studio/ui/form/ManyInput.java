package io.aiops.studio.ui.form;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Any number of values, picked from a list; one that the list lacks is kept. */
final class ManyInput extends OneField<Set<String>> {

  private final MultiSelectComboBox<String> field;
  private final Set<String> values;

  ManyInput(String label, String description, List<String> values) {
    this(new MultiSelectComboBox<>(label), description, values);
  }

  private ManyInput(MultiSelectComboBox<String> field, String description, List<String> values) {
    super(field);
    this.field = field;
    this.values = new LinkedHashSet<>(values);
    field.setHelperText(description);
    field.setItems(values);
    field.setClearButtonVisible(true);
    field.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
  }

  @Override
  public @Nullable Object get() {
    return field.isEmpty() ? null : List.copyOf(field.getValue());
  }

  @Override
  public void set(@Nullable Object value) {
    Set<String> chosen = new LinkedHashSet<>();
    if (value instanceof List<?> list) {
      list.forEach(each -> chosen.add(String.valueOf(each)));
    }
    if (values.addAll(chosen)) {
      field.setItems(values);
    }
    field.setValue(chosen);
  }

  @Override
  public void required(boolean required) {
    field.setRequiredIndicatorVisible(required);
  }

  @Override
  public String check() {
    return "";
  }
}
