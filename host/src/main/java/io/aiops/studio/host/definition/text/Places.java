package io.aiops.studio.host.definition.text;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where the parts of a text begin and end, without the blank lines and comments around them. */
final class Places {

  private final String text;
  private final boolean wide;

  Places(String text) {
    this.text = text;
    this.wide = text.codePoints().anyMatch(Character::isSupplementaryCodePoint);
  }

  int start(Node node) {
    return at(node.getStartMark().orElseThrow());
  }

  /** A block ends where its last part ends. */
  int end(Node node) {
    if (inBlock(node)) {
      return switch (node) {
        case MappingNode map -> end(map.getValue().getLast().getValueNode());
        case SequenceNode list -> end(list.getValue().getLast());
        default -> throw new PatchException();
      };
    }
    int end = at(node.getEndMark().orElseThrow());
    if (node instanceof ScalarNode) {
      while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
    }
    return end;
  }

  /** The parser counts code points, Java's strings count half pairs. */
  private int at(Mark mark) {
    return wide ? text.offsetByCodePoints(0, mark.getIndex()) : mark.getIndex();
  }

  static boolean inBlock(Node node) {
    return node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == FlowStyle.BLOCK
        && !collection.getValue().isEmpty();
  }

  /** Behind the colon of a key. */
  int afterColon(NodeTuple tuple) {
    int at = end(tuple.getKeyNode());
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at >= text.length() || text.charAt(at) != ':') {
      throw new PatchException();
    }
    return at + 1;
  }

  int column(int at) {
    return at - lineStart(at);
  }

  int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /** Where the next line begins, or the end of the text. */
  int nextLine(int at) {
    int newline = text.indexOf('\n', at);
    return newline < 0 ? text.length() : newline + 1;
  }

  /** Whether nothing but blanks stands before it in its line. */
  boolean firstInLine(int at) {
    return text.substring(lineStart(at), at).isBlank();
  }

  /** The dash of an item of a block. */
  int dash(Node item) {
    int at = start(item) - 1;
    while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    if (at < 0 || text.charAt(at) != '-') {
      throw new PatchException();
    }
    return at;
  }
}
