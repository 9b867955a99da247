package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The items of a forEach step, or the plan of a plan step as the only one: which are open, and what
 * came of those that are done. Values and outputs are kept packed, and only those at work have
 * steps: a list may be 100,000 long.
 */
public final class Items {

  private static final List<@Nullable Object> GONE = List.of();

  private final Body body;
  private final int size;
  private final Packed outputs;
  private final Map<Integer, Scope> open = new TreeMap<>();
  private List<@Nullable Object> values;
  private int opened;
  private int done;
  private @Nullable Failure failure;

  Items(Body body, List<@Nullable Object> values) {
    this.body = body;
    this.size = values.size();
    this.values = new Packed(values);
    this.outputs = new Packed(size);
  }

  /** What runs for each of them. */
  public Body body() {
    return body;
  }

  /** Empty once all are done: nobody asks for them any more. */
  public List<@Nullable Object> values() {
    return values;
  }

  public int size() {
    return size;
  }

  /** How many have begun; the next to begin has this index. */
  public int opened() {
    return opened;
  }

  public int done() {
    return done;
  }

  /** Why the list fails once what is at work has ended; null if it does not. */
  public @Nullable Failure failure() {
    return failure;
  }

  void fail(Failure why) {
    failure = why;
  }

  /** The items at work, by index. */
  public Map<Integer, Scope> open() {
    return Collections.unmodifiableMap(open);
  }

  /** In the order of the items. */
  public List<@Nullable Object> outputs() {
    return outputs;
  }

  /** How much its outputs are together, in characters. */
  public long given() {
    return outputs.characters();
  }

  /** How many steps they have in all. */
  int steps() {
    return Math.multiplyExact(size, body.steps().size());
  }

  void open(int index, Scope scope) {
    open.put(index, scope);
    opened = Math.max(opened, index + 1);
  }

  void complete(int index, @Nullable Object output) {
    open.remove(index);
    outputs.pack(index, output);
    done++;
  }

  void close() {
    values = GONE;
  }
}
