package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.designer.CallForm.Call;
import io.aiops.studio.ui.designer.document.Draft;
import io.aiops.studio.ui.form.Uploads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form of the step that is selected: names, what it does, its ways out, limits, and what
 * happens if it fails.
 */
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
          "approval",
          "settings",
          "planner",
          "allow",
          "steps",
          "edges",
          "output",
          "timeout",
          "sla",
          "retry",
          "fallback",
          "onFailure",
          "undo");

  private final transient StepSchemas schemas;
  private final transient Offers offers;
  private final transient Uploads uploads;
  private final transient Listener listener;
  private final transient List<CallForm> calls = new ArrayList<>();
  private transient Sections sections;
  private final Div problems = new Div();
  private transient Map<String, @Nullable Object> shown = Map.of();
  private transient @Nullable CasesForm cases;
  private @Nullable EdgesForm edges;
  // Not drawn anew as the rest is: what somebody opened stays open.
  private final Fold limits = new Fold("Limits and retries", "timeout", "retry", "description");
  private final Fold failure = new Fold("If it fails", "fallback", "onFailure", "undo");
  private String drawn = "";
  private int index = -1;
  private boolean editable;

  StepForm(StepSchemas schemas, Offers offers, Uploads uploads, Listener listener) {
    this.schemas = schemas;
    this.offers = offers;
    this.uploads = uploads;
    this.listener = listener;
    sections = sections();
    addClassName("designer-form");
    problems.addClassName("studio-failure");
    problems.getElement().setAttribute("role", "status");
  }

  /** Fields that somebody is in stay as they are unless the text says something else. */
  void show(Draft draft, int at, boolean editable, List<Problem> all) {
    Map<String, @Nullable Object> step = draft.steps().get(at);
    this.editable = editable;
    index = at;
    String drawing = String.join("/", draft.path()) + "/" + offers.shape(step) + editable;
    if (!drawing.equals(drawn)) {
      drawn = drawing;
      draw(step);
      shown = Map.of();
    }
    if (!step.equals(shown)) {
      shown = Values.map(step);
      sections.show(step);
      if (cases != null) {
        cases.show(step);
      }
      limits.open(step);
      failure.open(step);
    }
    calls.forEach(call -> call.show(step));
    if (edges != null) {
      edges.show(draft, at, editable);
    }
    showProblems(draft.place(at), all);
  }

  private void draw(Map<String, @Nullable Object> step) {
    removeAll();
    calls.clear();
    sections = sections();
    String kind = Values.text(step.get("kind"));
    String id = Values.text(step.get("id"));
    add(problems, heading(kind));
    Map<String, @Nullable Object> input = offers.inputSchema(step);
    add(sections.add(schemas.names(), false, ""));
    add(sections.add(schemas.work(kind, input.isEmpty()), false, ""));
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
      String key = kind.equals("workflow") ? "inputs" : "input";
      add(new H3(key.equals("input") ? "Input" : "Inputs"), sections.add(input, true, key));
    }
    Map<String, @Nullable Object> settings = offers.settingsSchema(step);
    if (!settings.isEmpty()) {
      add(new H3("Settings"), sections.add(settings, false, "settings"));
    }
    edges = new EdgesForm(listener);
    add(edges);
    limits.clear();
    limits.put(sections.add(schemas.limits(), false, ""));
    failure.clear();
    drawFailure(kind);
    add(limits, failure);
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

  private void drawFailure(String kind) {
    if (schemas.takes(kind, "fallback")) {
      List<Call> offered =
          kind.equals("agent")
              ? List.of(Call.MODEL, Call.AGENT, Call.TOOL)
              : List.of(Call.AGENT, Call.TOOL);
      call("fallback", offered)
          .labelled(
              "If what it calls does not answer",
              "After its attempts, or at once while the circuit breaker is open.")
          .notBeside("undo", "Not beside an undo, which would not know what it undoes.");
    }
    failure.put(sections.add(schemas.failure(), false, ""));
    if (schemas.takes(kind, "undo")) {
      call("undo", List.of(Call.AGENT, Call.TOOL))
          .labelled("To undo it", "Once it has completed, if the execution fails or is cancelled.")
          .notBeside(
              "fallback", "Not beside a fallback: it would not know which of the two it undoes.");
    }
  }

  private CallForm call(String key, List<Call> offered) {
    CallForm call = new CallForm(key, offered, schemas, offers, this::sections, this::changed);
    call.setReadOnly(!editable);
    calls.add(call);
    failure.put(call);
    return call;
  }

  private Sections sections() {
    return new Sections(offers, uploads, editable, this::changed);
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

  private void changed() {
    Map<String, @Nullable Object> step = Values.map(shown);
    sections.into(step);
    calls.forEach(call -> call.into(step));
    if (cases != null) {
      cases.into(step);
    }
    Map<String, @Nullable Object> ordered = ordered(step);
    if (!Objects.equals(ordered, shown)) {
      shown = ordered;
      listener.changed(index, ordered);
    }
  }

  /** In the order in which people read it. */
  static Map<String, @Nullable Object> ordered(Map<String, @Nullable Object> step) {
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    ORDER.stream().filter(step::containsKey).forEach(name -> ordered.put(name, step.get(name)));
    step.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private void showProblems(String place, List<Problem> all) {
    List<Problem> own =
        all.stream()
            .filter(each -> each.path().equals(place) || each.path().startsWith(place + "."))
            .toList();
    own = sections.showProblems(place, own);
    for (CallForm call : calls) {
      own = call.showProblems(place, own);
    }
    UnorderedList list = new UnorderedList();
    own.forEach(each ->
        list.add(new ListItem(each.toString().substring(place.length()).replaceFirst("^\\.", ""))));
    problems.removeAll();
    problems.add(list);
    problems.setVisible(!own.isEmpty());
  }
}
