package io.aiops.studio.host.definition.text;

import io.aiops.studio.host.definition.YamlBounds;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A text as it was read: its value, and where in the text each part of the value stands. */
public final class Source {

  private static final Pattern STEP_OF_PATH = Pattern.compile("\\[(\\d+)]|([^.\\[]+)");

  private final String text;
  private final @Nullable Node root;
  private final @Nullable Object value;
  private final int failedLine;
  private final Places places;

  private Source(String text, @Nullable Node root, @Nullable Object value, int failedLine) {
    this.text = text;
    this.root = root;
    this.value = value;
    this.failedLine = failedLine;
    this.places = new Places(text);
  }

  /** Never throws: what cannot be read is not {@link #readable}. */
  public static Source of(String text) {
    if (text.length() > YamlBounds.LONGEST) {
      return new Source(text, null, null, 1);
    }
    try {
      Object value = Yaml.load(text);
      return new Source(text, Yaml.compose(text).orElse(null), value, 0);
    } catch (MarkedYamlEngineException e) {
      return new Source(text, null, null, e.getProblemMark().map(Mark::getLine).orElse(0) + 1);
    } catch (YamlEngineException | StackOverflowError e) {
      // Why it cannot be read is said by the validation, which reads the same text.
      return new Source(text, null, null, 1);
    }
  }

  public String text() {
    return text;
  }

  /** Whether it is an object, so that the canvas can show it. */
  public boolean readable() {
    return root instanceof MappingNode && value instanceof Map<?, ?>;
  }

  /** A copy of the value; empty if the text is not readable. */
  public Map<String, @Nullable Object> value() {
    return Values.map(value);
  }

  Optional<Node> root() {
    return Optional.ofNullable(root);
  }

  /** Whether a part of it stands for another part, by {@code &anchor} and {@code *alias}. */
  boolean sharesParts() {
    return root != null && shares(root, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean shares(Node node, Set<Node> seen) {
    if (!seen.add(node)) {
      return true;
    }
    return switch (node) {
      case MappingNode map ->
          map.getValue().stream()
              .anyMatch(
                  each -> shares(each.getKeyNode(), seen) || shares(each.getValueNode(), seen));
      case SequenceNode list -> list.getValue().stream().anyMatch(each -> shares(each, seen));
      default -> false;
    };
  }

  /** Lines from 1, both included. */
  public record Lines(int from, int to) {}

  /** The line, from 1, of what a problem's path names, or of what is nearest above it. */
  public int line(String path) {
    return lines(path).from();
  }

  /** The lines of what a path names, or of what is nearest above it. */
  public Lines lines(String path) {
    if (root == null) {
      return new Lines(Math.max(1, failedLine), Math.max(1, failedLine));
    }
    Node node = root;
    Node start = root;
    Matcher matcher = STEP_OF_PATH.matcher(path);
    while (matcher.find()) {
      String index = matcher.group(1);
      if (index != null && node instanceof SequenceNode list) {
        int i = Integer.parseInt(index);
        if (i >= list.getValue().size()) {
          break;
        }
        node = list.getValue().get(i);
        start = node;
      } else if (node instanceof MappingNode map) {
        NodeTuple tuple = find(map, index == null ? matcher.group(2) : index);
        if (tuple == null) {
          break;
        }
        node = tuple.getValueNode();
        start = tuple.getKeyNode();
      } else {
        break;
      }
    }
    int from = startLine(start);
    return new Lines(from, Math.max(from, lineAt(places.end(node))));
  }

  private int lineAt(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(each -> each == '\n').count();
  }

  private static @Nullable NodeTuple find(MappingNode map, @Nullable String key) {
    return map.getValue().stream()
        .filter(
            each -> each.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key))
        .findFirst()
        .orElse(null);
  }

  private static int startLine(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
