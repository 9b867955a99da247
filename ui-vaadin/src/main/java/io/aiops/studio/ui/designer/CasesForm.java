package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.FieldSet;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.aiops.studio.host.definition.text.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cases of a switch, in order: a name that edges follow, and when it holds. */
final class CasesForm extends FieldSet {

  private static final long serialVersionUID = 1L;

  private final transient Runnable changed;
  private final Div rows = new Div();
  private final Button add;
  private final transient List<Row> fields = new ArrayList<>();
  private transient List<@Nullable Object> shown = List.of();
  private boolean readOnly;

  private record Row(TextField name, TextField when, Map<String, @Nullable Object> before) {
    Map<String, @Nullable Object> value() {
      Map<String, @Nullable Object> value = Values.map(before);
      value.put("name", name.getValue());
      value.put("when", when.getValue());
      return value;
    }
  }

  CasesForm(Runnable changed) {
    super("Cases, the first that holds decides");
    this.changed = changed;
    addClassName("studio-group");
    add = new Button("Add a case", VaadinIcon.PLUS.create(), click -> addCase());
    add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    super.add(rows, add);
  }

  void setReadOnly(boolean readOnly) {
    this.readOnly = readOnly;
    add.setVisible(!readOnly);
  }

  void show(Map<String, @Nullable Object> step) {
    List<@Nullable Object> now = Values.list(step.get("cases"));
    if (now.equals(shown) && !fields.isEmpty()) {
      return;
    }
    shown = now;
    rows.removeAll();
    fields.clear();
    now.forEach(each -> row(Values.map(each)));
  }

  private void row(Map<String, @Nullable Object> value) {
    int number = fields.size() + 1;
    Row row = new Row(field("Case " + number), field("holds when"), value);
    row.name.setValue(Values.text(value.get("name")));
    row.when.setValue(Values.text(value.get("when")));
    row.when.addClassName("studio-code");
    row.name.addValueChangeListener(change -> tell(change.isFromClient()));
    row.when.addValueChangeListener(change -> tell(change.isFromClient()));
    Button remove = new Button(VaadinIcon.TRASH.create());
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove case " + number);
    remove.setVisible(!readOnly);
    Div line = new Div(row.name, row.when, remove);
    line.addClassName("designer-case");
    remove.addClickListener(click -> {
      fields.remove(row);
      rows.remove(line);
      changed.run();
    });
    fields.add(row);
    rows.add(line);
  }

  private void tell(boolean byPerson) {
    if (byPerson) {
      changed.run();
    }
  }

  private TextField field(String label) {
    TextField field = new TextField(label);
    field.setReadOnly(readOnly);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    return field;
  }

  private void addCase() {
    row(Map.of("name", "case" + (fields.size() + 1), "when", "false"));
    changed.run();
  }

  void into(Map<String, @Nullable Object> step) {
    List<@Nullable Object> now = new ArrayList<>(fields.stream().map(Row::value).toList());
    if (!now.equals(shown)) {
      shown = now;
      step.put("cases", now);
    }
  }
}
