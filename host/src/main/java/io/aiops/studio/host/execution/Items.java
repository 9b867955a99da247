package io.aiops.studio.host.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The items of a forEach step: which are open, and what came of those that are done. */
public final class Items {

  private final List<@Nullable Object> values;
  private final @Nullable Object[] outputs;
  private final Map<Integer, Scope> open = new TreeMap<>();
  private int opened;
  private int done;

  Items(List<@Nullable Object> values) {
    this.values = Collections.unmodifiableList(new ArrayList<>(values));
    this.outputs = new Object[values.size()];
  }

  public List<@Nullable Object> values() {
    return values;
  }

  public int size() {
    return values.size();
  }

  /** How many have begun; the next to begin has this index. */
  public int opened() {
    return opened;
  }

  public int done() {
    return done;
  }

  /** The items at work, by index. */
  public Map<Integer, Scope> open() {
    return Collections.unmodifiableMap(open);
  }

  /** In the order of the items. */
  public List<@Nullable Object> outputs() {
    return Collections.unmodifiableList(java.util.Arrays.asList(outputs));
  }

  void open(int index, Scope scope) {
    open.put(index, scope);
    opened = Math.max(opened, index + 1);
  }

  void complete(int index, @Nullable Object output) {
    open.remove(index);
    outputs[index] = output;
    done++;
  }
}
