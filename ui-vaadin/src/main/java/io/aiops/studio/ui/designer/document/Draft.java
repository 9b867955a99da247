package io.aiops.studio.ui.designer.document;

import io.aiops.studio.host.definition.text.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of a workflow while it is edited, seen at one of its bodies: the workflow's own, or
 * that of a forEach step. Tolerates whatever the text says.
 */
public final class Draft {

  private static final String STEPS = "steps";
  private static final String EDGES = "edges";
  static final String CANVAS = "canvas";

  private final Map<String, @Nullable Object> root;
  private final Map<String, @Nullable Object> holder;
  private final String place;
  private final List<String> path;

  private Draft(
      Map<String, @Nullable Object> root,
      Map<String, @Nullable Object> holder,
      String place,
      List<String> path) {
    this.root = root;
    this.holder = holder;
    this.place = place;
    this.path = path;
  }

  /**
   * @param path ids of the forEach steps that lead to the body; it ends early where one is not
   *     there any more
   */
  static Draft at(Map<String, @Nullable Object> root, List<String> path) {
    Draft draft = new Draft(root, root, "", List.of());
    for (String id : path) {
      int index = draft.index(id);
      if (index < 0 || !"forEach".equals(draft.steps().get(index).get("kind"))) {
        break;
      }
      List<String> deeper = new ArrayList<>(draft.path);
      deeper.add(id);
      draft =
          new Draft(root, draft.steps().get(index), draft.place(index) + ".", List.copyOf(deeper));
    }
    return draft;
  }

  /** Ids of the forEach steps around this body. */
  public List<String> path() {
    return path;
  }

  /** What the paths of problems of a step begin with. */
  public String place(int step) {
    return place + "steps[" + step + "]";
  }

  public String edgePlace(int edge) {
    return place + "edges[" + edge + "]";
  }

  /** The steps that are objects; others keep an empty place. */
  public List<Map<String, @Nullable Object>> steps() {
    return objects(STEPS);
  }

  public List<Map<String, @Nullable Object>> edges() {
    return objects(EDGES);
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, @Nullable Object>> objects(String key) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    if (holder.get(key) instanceof List<?> list) {
      list.forEach(each ->
          objects.add(
              each instanceof Map<?, ?>
                  ? (Map<String, @Nullable Object>) each
                  : new LinkedHashMap<>()));
    }
    return objects;
  }

  @SuppressWarnings("unchecked")
  private List<@Nullable Object> mutable(String key) {
    if (!(holder.get(key) instanceof List<?>)) {
      putBehindSteps(key);
    }
    return (List<@Nullable Object>) Objects.requireNonNull(holder.get(key));
  }

  /** A reader looks for the edges below the steps; the patch keeps to the order of the keys. */
  private void putBehindSteps(String key) {
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    holder.remove(key);
    holder.forEach((name, value) -> {
      ordered.put(name, value);
      if (name.equals(STEPS)) {
        ordered.put(key, new ArrayList<>());
      }
    });
    ordered.putIfAbsent(key, new ArrayList<>());
    holder.clear();
    holder.putAll(ordered);
  }

  /** -1 if there is none. */
  public int index(String id) {
    List<Map<String, @Nullable Object>> steps = steps();
    for (int i = 0; i < steps.size(); i++) {
      if (Values.text(steps.get(i).get("id")).equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** All of the workflow; to look at only. */
  public Map<String, @Nullable Object> workflow() {
    return root;
  }

  /** The workflow with other properties of its own. */
  public void putWorkflow(Map<String, @Nullable Object> workflow) {
    root.clear();
    root.putAll(workflow);
  }

  public void addStep(Map<String, @Nullable Object> step) {
    mutable(STEPS).add(step);
  }

  /** An id that no step here has: the wanted one, or with a number behind it. */
  public String freeId(String wanted) {
    String id = wanted;
    for (int n = 2; index(id) >= 0; n++) {
      id = wanted + "_" + n;
    }
    return id;
  }

  /** With their edges and places. */
  public void removeSteps(Collection<String> ids) {
    mutable(STEPS).removeIf(each -> each instanceof Map<?, ?> step && ids.contains(id(step)));
    if (holder.get(EDGES) instanceof List<?>) {
      mutable(EDGES)
          .removeIf(each ->
              each instanceof Map<?, ?> edge
                  && (ids.contains(Values.text(edge.get("from")))
                      || ids.contains(Values.text(edge.get("to")))));
    }
    Map<String, @Nullable Object> canvas = canvas();
    ids.forEach(id -> {
      canvas.remove(key(id));
      canvas.keySet().removeIf(each -> each.startsWith(key(id) + "/"));
    });
    keep(canvas);
  }

  private static String id(Map<?, ?> step) {
    return Values.text(step.get("id"));
  }

  public void removeEdges(Collection<Integer> indexes) {
    indexes.stream()
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(index -> mutable(EDGES).remove(index.intValue()));
  }

  /**
   * @param when a case; null for a step that is no switch
   * @param failure whether it is followed when the step fails
   */
  public void connect(String from, String to, @Nullable String when, boolean failure) {
    Map<String, @Nullable Object> edge = new LinkedHashMap<>();
    edge.put("from", from);
    edge.put("to", to);
    if (when != null) {
      edge.put("when", when);
    }
    if (failure) {
      edge.put("on", "failure");
    }
    if (edges().stream().noneMatch(each -> Values.same(each, edge))) {
      mutable(EDGES).add(edge);
    }
  }

  /** The step with what is now known of it; a new id is carried to all that names the old one. */
  public void putStep(int index, Map<String, @Nullable Object> step) {
    String before = id(steps().get(index));
    String after = id(step);
    Renaming.ofCases(edges(), before, steps().get(index), step);
    mutable(STEPS).set(index, step);
    if (!before.equals(after) && !before.isEmpty() && !after.isEmpty() && index(before) < 0) {
      Renaming.ofStep(edges(), holder, before, after);
      keep(Renaming.ofPlaces(canvas(), key(before), key(after)));
    }
  }

  /** Where the text says that a step of this body is drawn; null if it does not. */
  public double @Nullable [] position(String id) {
    return canvas().get(key(id)) instanceof List<?> pair
            && pair.size() == 2
            && pair.get(0) instanceof Number x
            && pair.get(1) instanceof Number y
        ? new double[] {x.doubleValue(), y.doubleValue()}
        : null;
  }

  public void place(String id, double x, double y) {
    Map<String, @Nullable Object> canvas = canvas();
    List<@Nullable Object> pair = new ArrayList<>(List.of(Math.round(x), Math.round(y)));
    canvas.put(key(id), pair);
    keep(canvas);
  }

  /** The places of this body's steps are forgotten: they are laid out anew. */
  public void forgetPlaces() {
    Map<String, @Nullable Object> canvas = canvas();
    steps().forEach(step -> canvas.remove(key(id(step))));
    keep(canvas);
  }

  private String key(String id) {
    return path.isEmpty() ? id : String.join("/", path) + "/" + id;
  }

  private Map<String, @Nullable Object> canvas() {
    return Values.map(root.get(CANVAS));
  }

  private void keep(Map<String, @Nullable Object> canvas) {
    if (!canvas.isEmpty()) {
      root.put(CANVAS, canvas);
    } else if (root.get(CANVAS) instanceof Map<?, ?>) {
      root.remove(CANVAS);
    }
  }
}
