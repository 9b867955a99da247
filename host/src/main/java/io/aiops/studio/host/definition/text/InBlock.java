package io.aiops.studio.host.definition.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Changes among indented lines: whole lines come and go. */
final class InBlock {

  private final String text;
  private final Places places;
  private final Writing writing;
  private final List<Splice> splices;

  InBlock(String text, Places places, Writing writing, List<Splice> splices) {
    this.text = text;
    this.places = places;
    this.writing = writing;
    this.splices = splices;
  }

  /** The comment at the end of a line goes with it; comments in lines of their own stay. */
  void remove(
      List<NodeTuple> tuples, int index, List<String> keys, Map<String, @Nullable Object> after) {
    NodeTuple tuple = tuples.get(index);
    int start = places.start(tuple.getKeyNode());
    if (places.firstInLine(start)) {
      splices.add(lines(start, valueEnd(tuple)));
      return;
    }
    // The first key of an item shares its line with the dash: the next one that stays moves up.
    int next = index + 1;
    while (next < tuples.size() && !after.containsKey(keys.get(next))) {
      next++;
    }
    if (next != index + 1 || next >= tuples.size()) {
      throw new PatchException();
    }
    splices.add(new Splice(start, places.start(tuples.get(next).getKeyNode()), ""));
  }

  private int valueEnd(NodeTuple tuple) {
    return Math.max(places.afterColon(tuple), places.end(tuple.getValueNode()));
  }

  private Splice lines(int start, int end) {
    return new Splice(places.lineStart(start), places.nextLine(end), "");
  }

  /**
   * @param previous index of the key it goes behind; -1 to go first
   */
  void insert(MappingNode map, int previous, String key, @Nullable Object value) {
    int first = places.start(map.getValue().getFirst().getKeyNode());
    int column = places.column(first);
    String entry = writing.entry(key, value, column);
    if (previous < 0) {
      above(first, column, entry);
    } else {
      below(valueEnd(map.getValue().get(previous)), column, entry);
    }
  }

  private void above(int first, int column, String entry) {
    String gap = writing.eol() + " ".repeat(column);
    if (places.firstInLine(first)) {
      int line = places.lineStart(first);
      splices.add(new Splice(line, line, " ".repeat(column) + entry + writing.eol()));
    } else {
      splices.add(new Splice(first, first, entry + gap));
    }
  }

  private void below(int end, int column, String entry) {
    int at = places.nextLine(end);
    String line = " ".repeat(column) + entry;
    boolean lastLineOpen = at == text.length() && !text.endsWith("\n");
    splices.add(new Splice(at, at, lastLineOpen ? writing.eol() + line : line + writing.eol()));
  }

  void removeItem(Node item) {
    int dash = places.dash(item);
    if (!places.firstInLine(dash)) {
      throw new PatchException();
    }
    splices.add(lines(dash, Math.max(dash + 1, places.end(item))));
  }

  /** The list stays as {@code []}, and the comments among its items stay where they are. */
  void empty(NodeTuple tuple, SequenceNode list) {
    int colon = places.afterColon(tuple);
    splices.add(new Splice(colon, colon, " []"));
    list.getValue().forEach(this::removeItem);
  }

  /** In the manner of the item before it: braces in one line, or lines of its own. */
  void insertItem(List<Node> items, int previous, @Nullable Object value) {
    Node like = items.get(Math.max(0, previous));
    int dash = places.dash(like);
    int column = places.column(dash);
    boolean braces =
        like instanceof CollectionNode<?> collection
            && !collection.getValue().isEmpty()
            && !Places.inBlock(like);
    boolean lines = Places.inBlock(like) && value instanceof Map<?, ?> map && !map.isEmpty();
    String item =
        braces
            ? "- " + writing.flow(value)
            : lines ? "- " + writing.block(value, column + 2) : writing.item(value, column);
    if (previous < 0) {
      above(dash, column, item);
    } else {
      below(Math.max(dash + 1, places.end(like)), column, item);
    }
  }
}
