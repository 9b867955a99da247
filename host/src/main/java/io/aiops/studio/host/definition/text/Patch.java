package io.aiops.studio.host.definition.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Finds the few characters of a text that must change so that it stands for another value. All
 * other characters, comments and blank lines with them, stay as they are. What it finds is read
 * again before it is given out.
 */
public final class Patch {

  private final Places places;
  private final Writing writing;
  private final List<Splice> splices = new ArrayList<>();
  private final InBlock blocks;
  private final InFlow flows;

  private Patch(Source source) {
    places = new Places(source.text());
    writing = Writing.like(source);
    blocks = new InBlock(source.text(), places, writing, splices);
    flows = new InFlow(source.text(), places, writing, splices);
  }

  /**
   * The text with the value that is wanted.
   *
   * @throws PatchException if the text as it is written does not take the edit
   */
  public static Source apply(Source source, Map<String, @Nullable Object> wanted) {
    Map<String, @Nullable Object> value = source.value();
    if (Values.same(value, wanted)) {
      return source;
    }
    if (!source.readable()) {
      throw new PatchException("The text cannot be read as it is; mend it in the text first.");
    }
    if (source.sharesParts()) {
      throw new PatchException(
          "The text uses an anchor (&) and an alias (*), which only the text can change.");
    }
    Patch patch = new Patch(source);
    patch.change(source.root().orElseThrow(), value, wanted);
    Source changed = Source.of(Splice.apply(source.text(), patch.splices));
    if (!changed.readable() || !Values.same(changed.value(), wanted)) {
      throw new PatchException();
    }
    return changed;
  }

  /** True if the change could be made within the node; else the caller replaces it. */
  private boolean change(Node node, @Nullable Object before, @Nullable Object after) {
    if (Values.same(before, after)) {
      return true;
    }
    if (node instanceof MappingNode map && after instanceof Map<?, ?> wanted && !wanted.isEmpty()) {
      return change(map, Values.map(before), Values.map(wanted));
    }
    return node instanceof SequenceNode list
        && after instanceof List<?> wanted
        && change(list, Values.list(before), wanted);
  }

  private boolean change(
      MappingNode map, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    List<NodeTuple> tuples = map.getValue();
    List<String> keys = List.copyOf(before.keySet());
    if (keys.size() != tuples.size() || keys.stream().noneMatch(after::containsKey)) {
      return false;
    }
    boolean block = Places.inBlock(map);
    for (int i = 0; i < tuples.size(); i++) {
      NodeTuple tuple = tuples.get(i);
      String key = keys.get(i);
      if (!after.containsKey(key)) {
        if (block) {
          blocks.remove(tuples, i, keys, after);
        }
      } else if (!change(tuple.getValueNode(), before.get(key), after.get(key))) {
        replace(tuple, after.get(key), block);
      }
    }
    if (!block) {
      flows.remove(
          tuples.stream().map(NodeTuple::getKeyNode).toList(),
          tuples.stream().map(NodeTuple::getValueNode).toList(),
          i -> after.containsKey(keys.get(i)));
    }
    insert(map, keys, after, block);
    return true;
  }

  /** Each new key goes behind the one that it follows in the wanted order. */
  private void insert(
      MappingNode map, List<String> keys, Map<String, @Nullable Object> after, boolean block) {
    int previous = -1;
    for (Map.Entry<String, @Nullable Object> entry : after.entrySet()) {
      int known = keys.indexOf(entry.getKey());
      if (known >= 0) {
        previous = known;
      } else if (block) {
        blocks.insert(map, previous, entry.getKey(), entry.getValue());
      } else {
        flows.insert(map, previous, entry.getKey(), entry.getValue());
      }
    }
  }

  private void replace(NodeTuple tuple, @Nullable Object value, boolean block) {
    Node node = tuple.getValueNode();
    int from = places.start(node);
    int to = Math.max(from, places.end(node));
    if (!block) {
      flows.replace(node, from, to, value);
      return;
    }
    int column = places.column(places.start(tuple.getKeyNode()));
    if (value instanceof List<?> none
        && none.isEmpty()
        && node instanceof SequenceNode list
        && Places.inBlock(list)) {
      blocks.empty(tuple, list);
      return;
    }
    boolean scalar = !(value instanceof Map<?, ?> || value instanceof List<?>);
    if (scalar && node instanceof ScalarNode old && to > from) {
      splices.add(new Splice(from, to, writing.scalar(value, column + 2, old.getScalarStyle())));
    } else {
      splices.add(
          new Splice(
              places.afterColon(tuple),
              Math.max(places.afterColon(tuple), to),
              writing.after(value, column)));
    }
  }

  private boolean change(SequenceNode list, List<@Nullable Object> before, List<?> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return false;
    }
    List<Node> items = list.getValue();
    Alignment alignment = Alignment.of(before, after);
    if (IntStream.range(0, items.size()).noneMatch(alignment::keeps)) {
      return false;
    }
    boolean block = Places.inBlock(list);
    if (block) {
      for (int old = 0; old < items.size(); old++) {
        if (!alignment.keeps(old)) {
          blocks.removeItem(items.get(old));
        }
      }
    } else {
      flows.remove(items, items, alignment::keeps);
    }
    int previous = -1;
    for (int i = 0; i < after.size(); i++) {
      int old = alignment.from(i);
      if (old >= 0) {
        previous = old;
        if (!change(items.get(old), before.get(old), after.get(i))) {
          replaceItem(items.get(old), after.get(i), block);
        }
      } else if (block) {
        blocks.insertItem(items, previous, after.get(i));
      } else {
        flows.insertItem(list, previous, after.get(i));
      }
    }
    return true;
  }

  private void replaceItem(Node item, @Nullable Object value, boolean block) {
    int from = places.start(item);
    int to = Math.max(from, places.end(item));
    if (block) {
      splices.add(new Splice(from, to, writing.block(value, places.column(from))));
    } else {
      flows.replace(item, from, to, value);
    }
  }
}
