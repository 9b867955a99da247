package io.aiops.studio.host.definition.text;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Changes between braces and brackets: commas come and go with the parts. */
final class InFlow {

  private final String text;
  private final Places places;
  private final Writing writing;
  private final List<Splice> splices;

  InFlow(String text, Places places, Writing writing, List<Splice> splices) {
    this.text = text;
    this.places = places;
    this.writing = writing;
    this.splices = splices;
  }

  void replace(Node node, int from, int to, @Nullable Object value) {
    String written =
        value instanceof String && node instanceof ScalarNode old && !writing.json()
            ? quoted(value, old)
            : write(value, from);
    boolean needsBlank = from == to && from > 0 && text.charAt(from - 1) == ':';
    splices.add(new Splice(from, to, needsBlank ? " " + written : written));
  }

  private String quoted(Object value, ScalarNode old) {
    String manner = writing.scalar(value, 0, old.getScalarStyle());
    return manner.startsWith("'") ? manner : writing.flow(value);
  }

  private String write(@Nullable Object value, int at) {
    return writing.json() ? writing.spread(value, indentOfLine(at)) : writing.flow(value);
  }

  private int indentOfLine(int at) {
    int start = places.lineStart(at);
    int end = start;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    return end - start;
  }

  /**
   * Takes away the parts that are not kept; at least one is.
   *
   * @param starts where each part begins
   * @param ends where each part ends
   */
  void remove(List<? extends Node> starts, List<? extends Node> ends, IntPredicate kept) {
    int last = starts.size() - 1;
    while (!kept.test(last)) {
      last--;
    }
    for (int i = 0; i < last; i++) {
      if (!kept.test(i)) {
        int next = places.start(starts.get(i + 1));
        splices.add(new Splice(places.start(starts.get(i)), next, ""));
      }
    }
    if (last < starts.size() - 1) {
      splices.add(new Splice(places.end(ends.get(last)), places.end(ends.getLast()), ""));
    }
  }

  void insert(MappingNode map, int previous, String key, @Nullable Object value) {
    List<NodeTuple> tuples = map.getValue();
    int first = places.start(tuples.getFirst().getKeyNode());
    int end = previous < 0 ? first : places.end(tuples.get(previous).getValueNode());
    add(first, end, previous < 0, writing.key(key) + ": " + write(value, first));
  }

  void insertItem(SequenceNode list, int previous, @Nullable Object value) {
    List<Node> items = list.getValue();
    int first = places.start(items.getFirst());
    int end = previous < 0 ? first : places.end(items.get(previous));
    add(first, end, previous < 0, write(value, first));
  }

  /** A part goes into a line of its own if the first one has one. */
  private void add(int first, int at, boolean before, String part) {
    String gap = places.firstInLine(first) ? writing.eol() + " ".repeat(places.column(first)) : " ";
    splices.add(new Splice(at, at, before ? part + "," + gap : "," + gap + part));
  }
}
