package io.aiops.studio.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A value in whose texts <code>{{ expressions }}</code> stand, read once. */
interface Template {

  /**
   * @return JSON-like; a text that is one expression and nothing else keeps the type of its value
   */
  @Nullable Object fill(Map<String, @Nullable Object> visible);

  static Template of(Part part) {
    return of(part, part.value());
  }

  private static Template of(Part part, @Nullable Object value) {
    return switch (value) {
      case String text when text.contains("{{") -> Text.read(part, text);
      case List<?> list -> {
        List<Template> items = new ArrayList<>();
        list.forEach(item -> items.add(of(part, item)));
        yield visible -> {
          List<@Nullable Object> filled = new ArrayList<>();
          items.forEach(item -> filled.add(item.fill(visible)));
          return filled;
        };
      }
      case Map<?, ?> map -> {
        Map<String, Template> entries = new LinkedHashMap<>();
        map.forEach((name, item) -> entries.put(String.valueOf(name), of(part, item)));
        yield visible -> {
          Map<String, @Nullable Object> filled = new LinkedHashMap<>();
          entries.forEach((name, item) -> filled.put(name, item.fill(visible)));
          return filled;
        };
      }
      case null, default -> visible -> value;
    };
  }

  /** A text with expressions in it, taken apart. */
  final class Text implements Template {

    /**
     * @param expression null for what stands there as it is
     */
    private record Piece(String text, @Nullable Expression expression) {}

    private static final double LARGEST_EXACT = 1L << 53;

    private final List<Piece> pieces = new ArrayList<>();

    private Text() {}

    static Text read(Part part, String text) {
      Text template = new Text();
      int from = 0;
      for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
        template.add(text.substring(from, open));
        int close = end(text, open + 2);
        if (close < 0) {
          throw part.wrong("has '{{' without the '}}' after its expression");
        }
        String expression = text.substring(open + 2, close).strip();
        template.pieces.add(new Piece(expression, Expression.read(part, expression)));
        from = close + 2;
      }
      template.add(text.substring(from));
      return template;
    }

    private void add(String text) {
      if (!text.isEmpty()) {
        pieces.add(new Piece(text, null));
      }
    }

    /** Of the closing braces; those in strings and those of objects do not count. */
    private static int end(String text, int from) {
      int depth = 0;
      char quote = 0;
      for (int i = from; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'' || c == '`') {
          quote = c;
        } else if (c == '{') {
          depth++;
        } else if (c == '}' && depth > 0) {
          depth--;
        } else if (c == '}' && text.startsWith("}}", i)) {
          return i;
        }
      }
      return -1;
    }

    /** What stands before the first expression. */
    String head() {
      return pieces.isEmpty() || pieces.getFirst().expression() != null
          ? ""
          : pieces.getFirst().text();
    }

    @Override
    public @Nullable Object fill(Map<String, @Nullable Object> visible) {
      if (pieces.size() == 1 && pieces.getFirst().expression() instanceof Expression only) {
        return only.over(visible);
      }
      return text(visible, UnaryOperator.identity());
    }

    /**
     * @param written what becomes of each value before it stands in the text
     */
    String text(Map<String, @Nullable Object> visible, UnaryOperator<String> written) {
      StringBuilder text = new StringBuilder();
      for (Piece piece : pieces) {
        if (piece.expression() == null) {
          text.append(piece.text());
        } else {
          Object value = piece.expression().over(visible);
          text.append(value == null ? "" : written.apply(plain(value)));
        }
      }
      return text.toString();
    }

    private static String plain(Object value) {
      boolean whole =
          value instanceof Double number
              && number == Math.rint(number)
              && Math.abs(number) < LARGEST_EXACT;
      return whole ? String.valueOf(((Number) value).longValue()) : String.valueOf(value);
    }

    /** Whether each expression gives something. */
    boolean complete(Map<String, @Nullable Object> visible) {
      return pieces.stream()
          .map(Piece::expression)
          .allMatch(expression -> expression == null || expression.over(visible) != null);
    }
  }
}
