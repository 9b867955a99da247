package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.designer.document.Draft;
import io.aiops.studio.ui.designer.document.Values;
import io.aiops.studio.ui.form.FormContext;
import io.aiops.studio.ui.form.Uploads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The form of the step that is selected: names, what it does, its ways out, limits. */
final class StepForm extends Div {

  private static final long serialVersionUID = 1L;

  /** What people do in the form. */
  interface Listener {
    void changed(int index, Map<String, @Nullable Object> step);

    void connected(String from, String to, String out);

    void disconnected(int edge);

    void opened(String id);

    void removed(String id);
  }

  private static final List<String> ORDER =
      List.of(
          "id",
          "kind",
          "title",
          "description",
          "agent",
          "tool",
          "model",
          "instruction",
          "items",
          "concurrency",
          "cases",
          "otherwise",
          "workflow",
          "version",
          "inputs",
          "duration",
          "until",
          "signal",
          "question",
          "details",
          "assignees",
          "escalateTo",
          "input",
          "expression",
          "tools",
          "approve",
          "settings",
          "planner",
          "allow",
          "steps",
          "edges",
          "output",
          "timeout",
          "sla",
          "retry",
          "onFailure",
          "undo");

  private final transient StepSchemas schemas;
  private final transient Offers offers;
  private final transient Uploads uploads;
  private final transient Listener listener;
  private final transient List<Section> sections = new ArrayList<>();
  private final Div problems = new Div();
  private transient Map<String, @Nullable Object> shown = Map.of();
  private transient @Nullable CasesForm cases;
  private @Nullable EdgesForm edges;
  private String drawn = "";
  private int index = -1;
  private boolean editable;

  StepForm(StepSchemas schemas, Offers offers, Uploads uploads, Listener listener) {
    this.schemas = schemas;
    this.offers = offers;
    this.uploads = uploads;
    this.listener = listener;
    addClassName("designer-form");
    problems.addClassName("studio-failure");
    problems.getElement().setAttribute("role", "status");
  }

  /** Fields that somebody is in stay as they are unless the text says something else. */
  void show(Draft draft, int at, boolean editable, List<Problem> all) {
    Map<String, @Nullable Object> step = draft.steps().get(at);
    this.editable = editable;
    index = at;
    String drawing = String.join("/", draft.path()) + "/" + shape(step) + editable;
    if (!drawing.equals(drawn)) {
      drawn = drawing;
      draw(step);
      shown = Map.of();
    }
    if (!step.equals(shown)) {
      shown = Values.map(step);
      sections.forEach(section -> section.show(step));
      if (cases != null) {
        cases.show(step);
      }
    }
    if (edges != null) {
      edges.show(draft, at, editable);
    }
    showProblems(draft.place(at), all);
  }

  /** What the form's fields depend on. */
  private static String shape(Map<String, @Nullable Object> step) {
    return step.get("kind") + "/" + step.get("agent") + "/" + step.get("tool");
  }

  private void draw(Map<String, @Nullable Object> step) {
    removeAll();
    sections.clear();
    String kind = Values.text(step.get("kind"));
    String id = Values.text(step.get("id"));
    add(problems, heading(kind));
    Map<String, @Nullable Object> input = inputSchema(step);
    section(schemas.names(), false, "");
    section(schemas.work(kind, input.isEmpty()), false, "");
    cases = kind.equals("switch") ? new CasesForm(this::changed) : null;
    if (cases != null) {
      add(cases);
    }
    if (kind.equals("forEach")) {
      add(
          new Button(
              "Open the steps inside",
              click -> listener.opened(Values.text(shown.getOrDefault("id", id)))));
    }
    if (!input.isEmpty()) {
      add(new H3("Input"));
      section(input, true, "input");
    }
    Map<String, @Nullable Object> settings = settingsSchema(step);
    if (!settings.isEmpty()) {
      add(new H3("Settings"));
      section(settings, false, "settings");
    }
    edges = new EdgesForm(listener);
    add(edges);
    Section limits = new Section(schemas.limits(), context(false), "");
    register(limits);
    add(new Details("Limits, retries, failure", limits.form()));
    Button remove =
        new Button(
            "Remove the step",
            click -> listener.removed(Values.text(shown.getOrDefault("id", id))));
    remove.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.TERTIARY);
    remove.setVisible(editable);
    add(remove);
    if (cases != null) {
      cases.setReadOnly(!editable);
    }
  }

  private Paragraph heading(String kind) {
    Paragraph heading =
        new Paragraph(
            Kind.of(kind)
                .map(known -> known.title() + ". " + known.description() + ".")
                .orElse("The text says kind '" + kind + "', which there is not."));
    heading.addClassName("studio-introduction");
    return heading;
  }

  private void section(Map<String, @Nullable Object> schema, boolean expressions, String key) {
    Section section = new Section(schema, context(expressions), key);
    register(section);
    add(section.form());
  }

  private void register(Section section) {
    section.onChange(this::changed);
    section.form().setReadOnly(!editable);
    sections.add(section);
  }

  private FormContext context(boolean expressions) {
    return new FormContext(
        uploads,
        expressions,
        Map.of(
            StepSchemas.AGENTS, List.copyOf(offers.agents().keySet()),
            StepSchemas.TOOLS, List.copyOf(offers.tools().keySet()),
            StepSchemas.MODELS, offers.models()));
  }

  /** Empty if what the plugin takes has no fields. */
  private Map<String, @Nullable Object> inputSchema(Map<String, @Nullable Object> step) {
    var agent = offers.agents().get(Values.text(step.get("agent")));
    var tool = offers.tools().get(Values.text(step.get("tool")));
    return withFields(
        agent != null ? agent.inputSchema() : tool != null ? tool.inputSchema() : Map.of());
  }

  private Map<String, @Nullable Object> settingsSchema(Map<String, @Nullable Object> step) {
    var agent = offers.agents().get(Values.text(step.get("agent")));
    return agent == null ? Map.of() : withFields(agent.settingsSchema());
  }

  private static Map<String, @Nullable Object> withFields(Map<String, @Nullable Object> schema) {
    return Values.map(schema.get("properties")).isEmpty() ? Map.of() : schema;
  }

  private void changed() {
    Map<String, @Nullable Object> step = Values.map(shown);
    sections.forEach(section -> section.into(step));
    if (cases != null) {
      cases.into(step);
    }
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    ORDER.stream().filter(step::containsKey).forEach(name -> ordered.put(name, step.get(name)));
    step.forEach(ordered::putIfAbsent);
    if (!Objects.equals(ordered, shown)) {
      shown = ordered;
      listener.changed(index, ordered);
    }
  }

  private void showProblems(String place, List<Problem> all) {
    List<Problem> own =
        all.stream()
            .filter(each -> each.path().equals(place) || each.path().startsWith(place + "."))
            .toList();
    for (Section section : sections) {
      own = section.showProblems(place, own);
    }
    UnorderedList list = new UnorderedList();
    own.forEach(each ->
        list.add(new ListItem(each.toString().substring(place.length()).replaceFirst("^\\.", ""))));
    problems.removeAll();
    problems.add(list);
    problems.setVisible(!own.isEmpty());
  }
}
