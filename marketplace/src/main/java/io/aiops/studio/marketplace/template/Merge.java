package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.marketplace.template.Change.Side;
import io.aiops.studio.marketplace.template.Change.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what a team and a template's author changed of the same workflow: field by field
 * over the value that the text stands for, steps by their ids. Where only one side changed, its
 * change is taken; where both did, somebody decides. Of places on the canvas the team's stay.
 */
public final class Merge {

  /** What is not there: a value of its own, since {@code null} is one. */
  private static final Object ABSENT = new Object();

  private final Map<String, Taken> decisions;
  private final TreeSet<String> undecided;
  private final List<Change> changes = new ArrayList<>();

  private Merge(Map<String, Taken> decisions) {
    this.decisions = decisions;
    this.undecided = new TreeSet<>(decisions.keySet());
  }

  /**
   * @param value with the team's values where nobody has decided yet
   * @param unknown decisions that no conflict asks for
   */
  public record Result(
      Map<String, @Nullable Object> value, List<Change> changes, List<String> unknown) {

    /** Those that somebody has to decide. */
    public List<Change> open() {
      return changes.stream().filter(Change::open).toList();
    }
  }

  /**
   * @param base as the template had it when it was installed or updated last
   * @param decisions by the path of the conflict
   */
  public static Result of(
      Map<String, @Nullable Object> base,
      Map<String, @Nullable Object> mine,
      Map<String, @Nullable Object> theirs,
      Map<String, Taken> decisions) {
    Merge merge = new Merge(decisions);
    Map<String, @Nullable Object> value = Values.map(merge.maps("", base, mine, theirs));
    return new Result(value, List.copyOf(merge.changes), List.copyOf(merge.undecided));
  }

  private @Nullable Object merge(
      String path,
      String field,
      @Nullable Object base,
      @Nullable Object mine,
      @Nullable Object theirs) {
    if (same(base, mine) && same(mine, theirs)) {
      return mine;
    }
    if (mine instanceof Map<?, ?> x && theirs instanceof Map<?, ?> y) {
      return maps(path, base, Values.map(x), Values.map(y));
    }
    if (mine instanceof List<?> x && theirs instanceof List<?> y) {
      Optional<Map<String, @Nullable Object>> own = Keyed.of(field, x);
      Optional<Map<String, @Nullable Object>> other = Keyed.of(field, y);
      Optional<Map<String, @Nullable Object>> before =
          Keyed.of(field, base instanceof List<?> list ? list : List.of());
      if (own.isPresent() && other.isPresent() && before.isPresent()) {
        return lists(path, before.get(), own.get(), other.get());
      }
    }
    return value(path, base, mine, theirs);
  }

  private @Nullable Object value(
      String path, @Nullable Object base, @Nullable Object mine, @Nullable Object theirs) {
    if (same(mine, theirs)) {
      note(path, Side.BOTH, Taken.MINE, base, mine, theirs);
      return mine;
    }
    if (same(base, theirs)) {
      note(path, Side.MINE, Taken.MINE, base, mine, theirs);
      return mine;
    }
    if (same(base, mine)) {
      note(path, Side.THEIRS, Taken.THEIRS, base, mine, theirs);
      return theirs;
    }
    undecided.remove(path);
    Taken decided = path.startsWith("canvas.") ? Taken.MINE : decisions.get(path);
    note(path, Side.CONFLICT, decided, base, mine, theirs);
    return decided == Taken.THEIRS ? theirs : mine;
  }

  private Map<String, @Nullable Object> maps(
      String path,
      @Nullable Object base,
      Map<String, @Nullable Object> mine,
      Map<String, @Nullable Object> theirs) {
    Map<String, @Nullable Object> before = Values.map(base);
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    for (String key : keys(before, mine, theirs)) {
      String at = path.isEmpty() ? key : path + "." + key;
      put(merged, key, merge(at, key, get(before, key), get(mine, key), get(theirs, key)));
    }
    return merged;
  }

  private List<@Nullable Object> lists(
      String path,
      Map<String, @Nullable Object> base,
      Map<String, @Nullable Object> mine,
      Map<String, @Nullable Object> theirs) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    for (String key : keys(base, mine, theirs)) {
      put(
          merged,
          key,
          merge(path + "[" + key + "]", "", get(base, key), get(mine, key), get(theirs, key)));
    }
    return new ArrayList<>(merged.values());
  }

  /**
   * The order of the team; only where the team left it as it was, that of the new version. No
   * meaning hangs on it: of steps the edges say what comes first.
   */
  private static List<String> keys(
      Map<String, @Nullable Object> base,
      Map<String, @Nullable Object> mine,
      Map<String, @Nullable Object> theirs) {
    List<String> own = List.copyOf(mine.keySet());
    List<String> other = List.copyOf(theirs.keySet());
    List<String> kept = new ArrayList<>(base.keySet());
    kept.retainAll(mine.keySet());
    List<String> left = new ArrayList<>(own);
    left.retainAll(base.keySet());
    List<String> order = kept.equals(left) ? Keyed.order(other, own) : Keyed.order(own, other);
    return Keyed.order(order, List.copyOf(base.keySet()));
  }

  private static @Nullable Object get(Map<String, @Nullable Object> map, String key) {
    return map.containsKey(key) ? map.get(key) : ABSENT;
  }

  private static void put(
      Map<String, @Nullable Object> merged, String key, @Nullable Object value) {
    if (value != ABSENT) {
      merged.put(key, value);
    }
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return a == ABSENT || b == ABSENT ? a == b : Values.same(a, b);
  }

  private void note(
      String path,
      Side side,
      @Nullable Taken taken,
      @Nullable Object base,
      @Nullable Object mine,
      @Nullable Object theirs) {
    changes.add(
        new Change(
            path,
            side,
            taken,
            base != ABSENT,
            shown(base),
            mine != ABSENT,
            shown(mine),
            theirs != ABSENT,
            shown(theirs)));
  }

  private static @Nullable Object shown(@Nullable Object value) {
    return value == ABSENT ? null : value;
  }
}
