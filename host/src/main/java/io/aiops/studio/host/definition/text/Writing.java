package io.aiops.studio.host.definition.text;

import io.aiops.studio.host.json.Json;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Writes values into a text in the manner of the text: YAML in blocks, or JSON.
 *
 * @param json whether the whole text is JSON
 * @param eol how its lines end
 */
record Writing(boolean json, String eol) {

  private static final int SHORT = 72;
  private static final int FEW = 3;
  private static final int STEP = 2;
  private static final int LINE = 100;

  static Writing like(Source source) {
    String text = source.text();
    return new Writing(text.stripLeading().startsWith("{"), text.contains("\r\n") ? "\r\n" : "\n");
  }

  /** {@code key: value} with the key at a column; further lines are indented for it. */
  String entry(String key, @Nullable Object value, int column) {
    return key(key) + ":" + after(value, column);
  }

  /** What follows {@code key:} in a block. */
  String after(@Nullable Object value, int column) {
    boolean nested = isFull(value) && !fitsInLine(value);
    return nested
        ? eol + " ".repeat(column + STEP) + block(value, column + STEP)
        : " " + (isFull(value) ? flow(value) : scalar(value, column + STEP, ScalarStyle.PLAIN));
  }

  /** What stands at a column and goes on below it at the same column. */
  String block(@Nullable Object value, int column) {
    StringJoiner lines = new StringJoiner(eol + " ".repeat(column));
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.forEach((key, each) -> lines.add(entry(String.valueOf(key), each, column)));
      case List<?> list when !list.isEmpty() -> list.forEach(each -> lines.add(item(each, column)));
      case null, default -> {
        return scalar(value, column, ScalarStyle.PLAIN);
      }
    }
    return lines.toString();
  }

  /** {@code - value} with the dash at a column. */
  String item(@Nullable Object value, int column) {
    return "- " + (fitsInLine(value) ? flow(value) : block(value, column + STEP));
  }

  /** Pairs and short rows of numbers read better in one line. */
  private boolean fitsInLine(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.size() <= FEW
              && map.values().stream().noneMatch(Writing::isFull)
              && flow(value).length() <= SHORT;
      case List<?> list ->
          list.stream().allMatch(Number.class::isInstance) && flow(value).length() <= SHORT;
      case null, default -> false;
    };
  }

  private static boolean isFull(@Nullable Object value) {
    return value instanceof Map<?, ?> map && !map.isEmpty()
        || value instanceof List<?> list && !list.isEmpty();
  }

  /** In one line, between braces or brackets. */
  String flow(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        StringJoiner entries = new StringJoiner(", ", "{", "}");
        map.forEach((key, each) -> entries.add(key(String.valueOf(key)) + ": " + flow(each)));
        yield entries.toString();
      }
      case List<?> list -> {
        StringJoiner items = new StringJoiner(", ", "[", "]");
        list.forEach(each -> items.add(flow(each)));
        yield items.toString();
      }
      case String text -> plain(text) ? text : Json.write(text);
      case null, default -> Json.write(value);
    };
  }

  /** Over several lines, the closing brace at a column; only JSON texts are written so. */
  String spread(@Nullable Object value, int column) {
    if (!isFull(value) || fitsInLine(value)) {
      return flow(value);
    }
    String inner = eol + " ".repeat(column + STEP);
    StringJoiner lines = new StringJoiner("," + inner);
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> lines.add(key(String.valueOf(key)) + ": " + spread(each, column + STEP)));
      return "{" + inner + lines + eol + " ".repeat(column) + "}";
    }
    Values.list(value).forEach(each -> lines.add(spread(each, column + STEP)));
    return "[" + inner + lines + eol + " ".repeat(column) + "]";
  }

  String key(String key) {
    return !json && Yaml.reads("{" + key + ": 0}", Map.of(key, 0)) ? key : Json.write(key);
  }

  /** A single value in a block, in the manner of what stood there where that is possible. */
  String scalar(@Nullable Object value, int indent, ScalarStyle manner) {
    if (!(value instanceof String text) || json) {
      return flow(value);
    }
    if (manner == ScalarStyle.FOLDED) {
      String folded = folded(text, indent);
      if (reads(folded, text, indent)) {
        return folded;
      }
    }
    if (text.contains("\n") || manner == ScalarStyle.LITERAL || manner == ScalarStyle.FOLDED) {
      String literal = literal(text, indent);
      if (reads(literal, text, indent)) {
        return literal;
      }
    }
    if (manner == ScalarStyle.SINGLE_QUOTED && !text.contains("\n")) {
      String quoted = "'" + text.replace("'", "''") + "'";
      if (Yaml.reads("[" + quoted + "]", List.of(text))) {
        return quoted;
      }
    }
    boolean bare = manner != ScalarStyle.DOUBLE_QUOTED && manner != ScalarStyle.SINGLE_QUOTED;
    return bare && !text.contains("\n") && Yaml.reads("k: " + text, Map.of("k", text))
        ? text
        : Json.write(text);
  }

  private boolean reads(String literal, String text, int indent) {
    String key = indent > 0 ? " ".repeat(indent - 1) + "k: " : "k: ";
    return Yaml.reads(key + literal + eol, Map.of("k", text));
  }

  /** {@code >} and the words, in lines of a readable length. */
  private String folded(String text, int indent) {
    String stripped = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String gap = eol + " ".repeat(indent);
    StringBuilder folded = new StringBuilder(text.endsWith("\n") ? ">" : ">-");
    String before = "";
    for (String paragraph : stripped.split("\n", -1)) {
      folded.append(before);
      int room = 0;
      for (String word : paragraph.split(" ", -1)) {
        boolean fits = word.length() < room;
        folded.append(fits ? " " : gap).append(word);
        room = (fits ? room : LINE - indent) - word.length() - 1;
      }
      before = eol;
    }
    return folded.toString();
  }

  /** {@code |} and the lines, indented. */
  private String literal(String text, int indent) {
    String stripped = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String chomping = !text.endsWith("\n") ? "-" : stripped.endsWith("\n") ? "+" : "";
    StringBuilder literal = new StringBuilder("|").append(chomping);
    for (String line : stripped.split("\n", -1)) {
      literal.append(eol).append(line.isEmpty() ? "" : " ".repeat(indent) + line);
    }
    return literal.toString();
  }

  private boolean plain(String text) {
    return !json
        && !text.contains("\n")
        && Yaml.reads("{k: " + text + "}", Map.of("k", text))
        && Yaml.reads("[" + text + "]", List.of(text));
  }
}
