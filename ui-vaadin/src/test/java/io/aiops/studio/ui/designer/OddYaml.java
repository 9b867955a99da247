package io.aiops.studio.ui.designer;

import io.aiops.studio.host.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as people do, each in their own way: comments, blank lines, odd indentation, every
 * kind of quotes, braces here and blocks there, ends of lines of either kind.
 */
final class OddYaml {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_/?-]*( [A-Za-z0-9]+)*");
  private static final List<String> WORDS = List.of("true", "false", "null", "yes", "no");
  private static final List<String> COMMENTS =
      List.of(
          "# why", "#", "#\tÜ 東京 \uD83D\uDE00", "#: not, a: {value}", "# \"open", "# - no item");

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final String eol;
  private boolean literal;

  private OddYaml(long seed) {
    random = new Random(seed * 31 + 7);
    eol = random.nextInt(4) == 0 ? "\r\n" : "\n";
  }

  static String write(Map<String, @Nullable Object> value, long seed) {
    OddYaml yaml = new OddYaml(seed);
    if (yaml.random.nextInt(6) == 0) {
      return yaml.json(value);
    }
    if (yaml.random.nextInt(4) == 0) {
      yaml.out.append(yaml.comment()).append(yaml.eol).append("---").append(yaml.eol);
    }
    yaml.map(value, 0, false);
    if (yaml.random.nextInt(3) == 0) {
      yaml.out.append(yaml.eol).append(yaml.comment());
    }
    return yaml.out.toString();
  }

  private String json(Map<String, @Nullable Object> value) {
    String text = random.nextBoolean() ? Json.pretty(value) : Json.write(value);
    return breaks(text.replace("\r\n", "\n").replace("\n", eol)) + " ".repeat(random.nextInt(3));
  }

  private String comment() {
    return COMMENTS.get(random.nextInt(COMMENTS.size()));
  }

  /** A comment right behind a block of lines could be taken for one of them. */
  private void between(int column) {
    boolean behindLines = literal;
    literal = false;
    while (!behindLines && random.nextInt(4) == 0) {
      out.append(
              random.nextBoolean()
                  ? " ".repeat(random.nextInt(3))
                  : " ".repeat(random.nextBoolean() ? column : column + 3) + comment())
          .append(eol);
    }
  }

  /**
   * @param inLine whether the first key goes on in the line of a dash
   */
  private void map(Map<?, ?> map, int column, boolean inLine) {
    boolean first = inLine;
    for (Map.Entry<?, ?> each : map.entrySet()) {
      if (!first) {
        between(column);
        out.append(" ".repeat(column));
      }
      first = false;
      out.append(key(String.valueOf(each.getKey()))).append(':');
      value(each.getValue(), column);
    }
  }

  private void value(@Nullable Object value, int column) {
    boolean inBlock = full(value) && random.nextInt(5) > 0;
    if (!inBlock) {
      out.append(" ".repeat(1 + random.nextInt(3))).append(scalar(value, column + 2));
      // A comment behind a block of lines would be part of it.
      lineEnd(!out.substring(Math.max(0, out.length() - 1)).equals("\n"));
      return;
    }
    lineEnd(true);
    if (value instanceof Map<?, ?> map) {
      map(map, column + 1 + random.nextInt(4), false);
    } else if (value instanceof List<?> list) {
      int at = column + random.nextInt(3);
      for (Object item : list) {
        between(at);
        int gap = 1 + random.nextInt(2);
        out.append(" ".repeat(at)).append('-').append(" ".repeat(gap));
        if (item instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(4) > 0) {
          map(map, at + 1 + gap, true);
        } else {
          out.append(flow(item));
          lineEnd(true);
        }
      }
    }
  }

  private void lineEnd(boolean open) {
    if (open) {
      out.append(
          switch (random.nextInt(6)) {
            case 0 -> "  " + comment();
            case 1 -> "   ";
            default -> "";
          });
      out.append(eol);
    }
  }

  private static boolean full(@Nullable Object value) {
    return value instanceof Map<?, ?> map && !map.isEmpty()
        || value instanceof List<?> list && !list.isEmpty();
  }

  private String key(String key) {
    return PLAIN.matcher(key).matches() && random.nextInt(8) > 0 ? key : Json.write(key);
  }

  private String scalar(@Nullable Object value, int column) {
    if (value instanceof String text
        && text.matches("(?s)[a-z][ -~\n]*\n")
        && random.nextBoolean()) {
      literal = true;
      StringBuilder lines = new StringBuilder("|").append(eol);
      for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
        lines.append(line.isEmpty() ? "" : " ".repeat(column) + line).append(eol);
      }
      return lines.toString();
    }
    return flow(value);
  }

  private String flow(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        StringJoiner all = new StringJoiner(random.nextBoolean() ? ", " : " , ", "{ ", "}");
        map.forEach((key, each) -> all.add(Json.write(key) + ": " + flow(each)));
        yield all.toString();
      }
      case List<?> list -> {
        StringJoiner all =
            new StringJoiner(random.nextBoolean() ? "," + eol + " ".repeat(60) : ",", "[", " ]");
        list.forEach(each -> all.add(flow(each)));
        yield all.toString();
      }
      case String text -> text(text);
      case null, default -> Json.write(value);
    };
  }

  private String text(String text) {
    int manner = random.nextInt(3);
    if (manner == 0 && PLAIN.matcher(text).matches() && !WORDS.contains(text)) {
      return text;
    }
    boolean simple = text.codePoints().allMatch(c -> c >= ' ' && c != 0x85 && c != 0x2028);
    return manner == 1 && simple ? "'" + text.replace("'", "''") + "'" : quoted(text);
  }

  private static String quoted(String text) {
    return breaks(Json.write(text));
  }

  /** Without what some readers of YAML take for a break of the line. */
  private static String breaks(String json) {
    return json.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028");
  }
}
