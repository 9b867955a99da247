package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.FieldSet;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.ui.designer.document.Draft;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a step leads: what the canvas shows as lines, without a mouse. */
final class EdgesForm extends FieldSet {

  private static final long serialVersionUID = 1L;

  private final transient StepForm.Listener listener;
  private final UnorderedList list = new UnorderedList();
  private final Select<Out> out = new Select<>();
  private final ComboBox<String> target = new ComboBox<>("Next step");
  private final Button connect = new Button("Connect", VaadinIcon.ARROW_RIGHT.create());
  private final Div adding = new Div(out, target, connect);
  private String from = "";
  private transient List<Out> outs = List.of();
  private transient Map<String, String> titles = Map.of();

  EdgesForm(StepForm.Listener listener) {
    super("Leads to");
    this.listener = listener;
    addClassNames("studio-group", "designer-edges");
    out.setLabel("When");
    out.setItemLabelGenerator(Out::label);
    target.setItemLabelGenerator(id -> titles.getOrDefault(id, id));
    connect.addClickListener(click -> connect());
    adding.addClassName("designer-connect");
    add(list, adding);
  }

  private void connect() {
    Out way = out.getValue();
    String to = target.getValue();
    target.setInvalid(to == null);
    target.setErrorMessage("Choose the step that comes next.");
    if (way != null && to != null) {
      listener.connected(from, to, way.id());
      target.clear();
    }
  }

  void show(Draft draft, int index, boolean editable) {
    Map<String, @Nullable Object> step = draft.steps().get(index);
    from = Values.text(step.get("id"));
    List<Map<String, @Nullable Object>> edges = draft.edges();
    titles = new java.util.LinkedHashMap<>();
    for (Map<String, @Nullable Object> each : draft.steps()) {
      String id = Values.text(each.get("id"));
      String title = Values.text(each.get("title"));
      titles.put(id, title.isEmpty() ? id : title);
    }
    list.removeAll();
    for (int i = 0; i < edges.size(); i++) {
      if (Values.text(edges.get(i).get("from")).equals(from)) {
        list.add(edge(edges.get(i), i, editable));
      }
    }
    list.setVisible(list.getComponentCount() > 0);
    offer(Out.all(step, edges));
    adding.setVisible(editable);
  }

  private void offer(List<Out> now) {
    if (!now.equals(outs)) {
      outs = now;
      out.setItems(now);
      out.setValue(now.getFirst());
    }
    List<String> others = titles.keySet().stream().filter(id -> !id.equals(from)).toList();
    String chosen = target.getValue();
    target.setItems(others);
    if (others.contains(chosen)) {
      target.setValue(chosen);
    }
    target.setEnabled(!others.isEmpty());
    target.setHelperText(others.isEmpty() ? "There is no other step yet." : "");
  }

  private ListItem edge(Map<String, @Nullable Object> edge, int index, boolean editable) {
    String to = Values.text(edge.get("to"));
    String title = titles.getOrDefault(to, to);
    Out way = Out.of(edge);
    Button remove = new Button(VaadinIcon.TRASH.create(), click -> listener.disconnected(index));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove the edge to " + title);
    remove.setVisible(editable);
    String when = way.kind().equals(Out.SUCCESS) ? "" : way.label() + ": ";
    return new ListItem(new Span(when + title), remove);
  }
}
