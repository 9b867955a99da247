package io.aiops.studio.routes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Something that stands in a YAML text, and where. Whatever is not as expected is said with both.
 */
final class Part {

  static final int LARGEST = 256 * 1024;
  private static final int DEEPEST = 50;

  private final String file;
  private final String field;
  private final Node node;

  private Part(String file, String field, Node node) {
    this.file = file;
    this.field = field;
    this.node = node;
  }

  /**
   * @param file what messages call it
   * @throws MisreadException if it is no YAML, or too large
   */
  static Part read(String file, String text) {
    if (text.length() > LARGEST) {
      throw new MisreadException(
          file, 1, "", "has more than " + LARGEST + " characters, the most that are read");
    }
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file).build();
      Node root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new MisreadException(file, 1, "", "is empty"));
      Part all = new Part(file, "", root);
      all.plain(root, Collections.newSetFromMap(new IdentityHashMap<>()), 0);
      return all;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new MisreadException(file, line, "", "is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new MisreadException(file, 1, "", "is no YAML: " + e.getMessage());
    }
  }

  /** Aliases could make little text endless; who reads a connector wants to see what is there. */
  private void plain(Node each, Set<Node> seen, int depth) {
    if (!seen.add(each) || depth > DEEPEST) {
      throw new MisreadException(
          file, line(each), "", "has an alias, or nests deeper than " + DEEPEST + "; write it out");
    }
    if (each instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        plain(entry.getKeyNode(), seen, depth + 1);
        plain(entry.getValueNode(), seen, depth + 1);
      }
    } else if (each instanceof SequenceNode list) {
      list.getValue().forEach(item -> plain(item, seen, depth + 1));
    }
  }

  private static int line(Node of) {
    return of.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  MisreadException wrong(String what) {
    return new MisreadException(file, line(node), field, what);
  }

  private String within(String name) {
    return field.isEmpty() ? name : field + "." + name;
  }

  /**
   * @param known names that may be there; others are refused
   */
  Map<String, Part> fields(Set<String> known) {
    Map<String, Part> fields = entries();
    fields.forEach((name, part) -> {
      if (!known.contains(name)) {
        throw part.wrong("is not known here; expected one of " + known.stream().sorted().toList());
      }
    });
    return fields;
  }

  /** Whatever their names are. */
  Map<String, Part> entries() {
    if (!(node instanceof MappingNode map)) {
      throw wrong("is " + kind() + "; expected names with values");
    }
    Map<String, Part> entries = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new MisreadException(
            file, line(entry.getKeyNode()), field, "has a name that is no text");
      }
      Part part = new Part(file, within(key.getValue()), entry.getValueNode());
      if (entries.put(key.getValue(), part) != null) {
        throw new MisreadException(
            file, line(entry.getKeyNode()), within(key.getValue()), "is there twice");
      }
    }
    return entries;
  }

  /** One of {@link #fields} that has to be there. */
  Part required(Map<String, Part> fields, String name) {
    Part part = fields.get(name);
    if (part == null) {
      throw new MisreadException(file, line(node), within(name), "is missing");
    }
    return part;
  }

  List<Part> items(int most) {
    if (!(node instanceof SequenceNode list)) {
      throw wrong("is " + kind() + "; expected a list");
    }
    if (list.getValue().isEmpty() || list.getValue().size() > most) {
      throw wrong("has " + list.getValue().size() + " items; expected 1 to " + most);
    }
    List<Part> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new Part(file, field + "[" + items.size() + "]", item));
    }
    return items;
  }

  String text() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return scalar.getValue();
    }
    throw wrong("is " + kind() + "; expected a text");
  }

  private String kind() {
    return switch (node) {
      case MappingNode map -> "a map";
      case SequenceNode list -> "a list";
      case ScalarNode scalar -> "'" + shown(scalar.getValue()) + "'";
      default -> "nothing that is known";
    };
  }

  private static String shown(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
  }

  /** JSON-like. */
  @Nullable Object value() {
    return value(node);
  }

  private @Nullable Object value(Node of) {
    return switch (of) {
      case MappingNode map -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        new Part(file, field, map)
            .entries()
            .forEach((name, part) -> values.put(name, part.value()));
        yield values;
      }
      case SequenceNode list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.getValue().forEach(item -> values.add(value(item)));
        yield values;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw wrong("is nothing that is known");
    };
  }

  private @Nullable Object scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    try {
      if (tag.equals(Tag.NULL)) {
        return null;
      } else if (tag.equals(Tag.BOOL)) {
        return Boolean.valueOf(text);
      } else if (tag.equals(Tag.INT)) {
        return new BigInteger(text).longValueExact();
      } else if (tag.equals(Tag.FLOAT)) {
        return finite(Double.parseDouble(text));
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong("has the number '" + shown(text) + "', which is none that JSON has: " + e);
    }
    return text;
  }

  private static double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new ArithmeticException("not finite");
    }
    return number;
  }

  /** The names that a JSON Schema of type object gives its properties. */
  Set<String> names() {
    return new HashSet<>(entries().keySet());
  }
}
