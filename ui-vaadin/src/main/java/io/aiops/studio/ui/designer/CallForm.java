package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.select.Select;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call beside the step's own, if there is one: what it falls back to, or what undoes it. */
final class CallForm extends Div {

  private static final long serialVersionUID = 1L;

  /** What stays when another call is chosen. */
  private static final Set<String> KEPT = Set.of("retry", "timeout");

  /** What can be called; {@code MODEL} is one for the step's own agent. */
  enum Call {
    NOTHING("Nothing", ""),
    MODEL("Ask another model", ""),
    AGENT("Run an agent", "agent"),
    TOOL("Call a tool", "tool");

    private final String label;
    private final String kind;

    Call(String label, String kind) {
      this.label = label;
      this.kind = kind;
    }

    String label() {
      return label;
    }

    private Map<String, @Nullable Object> begun() {
      Map<String, @Nullable Object> begun = new LinkedHashMap<>();
      if (this == MODEL) {
        begun.put("model", "");
      } else if (this != NOTHING) {
        begun.put("kind", kind);
        begun.put(kind, "");
      }
      return begun;
    }
  }

  private final String key;
  private final List<Call> calls;
  private final transient StepSchemas schemas;
  private final transient Offers offers;
  private final transient Supplier<Sections> empty;
  private final transient Runnable changed;
  private final Select<Call> choice = new Select<>();
  private final Div fields = new Div();
  private transient Sections sections;
  private transient @Nullable Map<String, @Nullable Object> shown;
  private transient @Nullable Map<String, @Nullable Object> value;
  private String drawn = "";
  private String help = "";
  private String other = "";
  private String reason = "";
  private boolean readOnly;

  /**
   * @param key the step's property that it is about
   * @param calls what can be chosen besides nothing
   * @param empty makes sections that tell of changes as this form does
   * @param changed told when a person changed something
   */
  CallForm(
      String key,
      List<Call> calls,
      StepSchemas schemas,
      Offers offers,
      Supplier<Sections> empty,
      Runnable changed) {
    this.key = key;
    this.calls = calls;
    this.schemas = schemas;
    this.offers = offers;
    this.empty = empty;
    this.changed = changed;
    sections = empty.get();
    addClassName("designer-call");
    fields.addClassName("designer-call-fields");
    List<Call> all = new ArrayList<>(calls);
    all.addFirst(Call.NOTHING);
    choice.setItems(all);
    choice.setItemLabelGenerator(Call::label);
    choice.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        choose(change.getValue());
      }
    });
    add(choice, fields);
  }

  CallForm labelled(String label, String help) {
    choice.setLabel(label);
    fields.getElement().setAttribute("role", "group").setAttribute("aria-label", label);
    this.help = help;
    return this;
  }

  /**
   * @param other the step's property beside which this one may not be; what is there all the same
   *     can be taken away
   */
  CallForm notBeside(String other, String reason) {
    this.other = other;
    this.reason = reason;
    return this;
  }

  void setReadOnly(boolean readOnly) {
    this.readOnly = readOnly;
  }

  private void choose(Call call) {
    Map<String, @Nullable Object> begun = call.begun();
    Values.map(value)
        .forEach((name, each) -> {
          if (KEPT.contains(name)) {
            begun.put(name, each);
          }
        });
    value = call == Call.NOTHING ? null : begun;
    // What the fields hold is of the call before; they are drawn anew even if it stays.
    sections = empty.get();
    drawn = "";
    changed.run();
  }

  void show(Map<String, @Nullable Object> step) {
    Map<String, @Nullable Object> now = step.containsKey(key) ? Values.map(step.get(key)) : null;
    Call call = call(now);
    String drawing = call + "/" + offers.shape(Values.map(now));
    boolean fresh = !drawing.equals(drawn);
    if (fresh) {
      drawn = drawing;
      draw(call, Values.map(now));
    }
    if (fresh || !Objects.equals(now, shown)) {
      choice.setValue(call);
      sections.show(Values.map(now));
    }
    boolean excluded = now == null && step.containsKey(other);
    choice.setReadOnly(readOnly || excluded);
    choice.setHelperText(excluded ? reason : help);
    shown = now;
    value = now;
  }

  /** Null if the text says a kind that there is not. */
  private @Nullable Call call(@Nullable Map<String, @Nullable Object> now) {
    if (now == null) {
      return Call.NOTHING;
    }
    String kind = Values.text(now.get("kind"));
    return calls.stream().filter(each -> each.kind.equals(kind)).findFirst().orElse(null);
  }

  private void draw(@Nullable Call call, Map<String, @Nullable Object> now) {
    fields.removeAll();
    sections = empty.get();
    if (call == null || call == Call.NOTHING) {
      return;
    }
    Map<String, @Nullable Object> input = offers.inputSchema(now);
    fields.add(sections.add(schemas.call(key, call.kind, input.isEmpty()), false, ""));
    if (!input.isEmpty()) {
      fields.add(new H3("Input"), sections.add(input, true, "input"));
    }
    Map<String, @Nullable Object> settings = offers.settingsSchema(now);
    if (!settings.isEmpty()) {
      fields.add(new H3("Settings"), sections.add(settings, false, "settings"));
    }
    fields.add(sections.add(schemas.callLimits(key), false, ""));
  }

  /** Puts what was chosen and changed since it was shown into the step. */
  void into(Map<String, @Nullable Object> step) {
    Map<String, @Nullable Object> now = value;
    if (now != null) {
      now = Values.map(now);
      sections.into(now);
      now = StepForm.ordered(now);
    }
    if (Objects.equals(now, shown)) {
      return;
    }
    shown = now;
    value = now;
    if (now == null) {
      step.remove(key);
    } else {
      step.put(key, now);
    }
  }

  /** What no field stands for is said where the call is chosen; gives back what is of others. */
  List<Problem> showProblems(String place, List<Problem> problems) {
    String own = place + "." + key;
    List<Problem> left = new ArrayList<>(sections.showProblems(own, problems));
    List<String> here = new ArrayList<>();
    left.removeIf(problem -> {
      boolean about = problem.path().equals(own) || problem.path().startsWith(own + ".");
      if (about) {
        String path = problem.path().substring(own.length()).replaceFirst("^\\.", "");
        here.add((path.isEmpty() ? key : path) + " " + problem.message());
      }
      return about;
    });
    choice.setErrorMessage(String.join("\n", here));
    choice.setInvalid(!here.isEmpty());
    return left;
  }
}
