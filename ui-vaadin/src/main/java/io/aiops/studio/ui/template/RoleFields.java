package io.aiops.studio.ui.template;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Lock;
import io.aiops.studio.marketplace.template.Plan;
import java.util.Map;
import java.util.TreeMap;

/** One field for each role of a template: what plays it here. */
final class RoleFields extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Map<Lock.Kind, Map<String, String>> chosen = new TreeMap<>();
  private final transient Runnable changed;

  RoleFields(Plan plan, Runnable changed) {
    this.changed = changed;
    addClassName("studio-form");
    plan.roles().forEach(this::addField);
  }

  private void addField(Plan.RoleNeed need) {
    ComboBox<String> field = new ComboBox<>(label(need));
    field.setItems(need.options());
    field.setRequiredIndicatorVisible(true);
    // A model may be named with its provider, which is more than is offered here.
    field.setAllowCustomValue(need.kind() == Lock.Kind.MODEL);
    field.addCustomValueSetListener(typed -> field.setValue(typed.getDetail()));
    if (need.player() != null) {
      field.setValue(need.player());
    }
    field.setHelperText(need.options().isEmpty() ? "There is none here yet." : "");
    field.addValueChangeListener(change -> {
      Map<String, String> roles = chosen.computeIfAbsent(need.kind(), kind -> new TreeMap<>());
      if (change.getValue() == null) {
        roles.remove(need.role());
      } else {
        roles.put(need.role(), change.getValue());
      }
      changed.run();
    });
    add(field);
  }

  private static String label(Plan.RoleNeed need) {
    return switch (need.kind()) {
      case CONNECTION -> "Connection " + need.role() + " (" + need.provider() + ")";
      case MODEL -> "Model " + need.role();
      case WORKFLOW -> "Workflow " + need.role();
    };
  }

  Choices choices(String name) {
    return new Choices(name, chosen);
  }
}
