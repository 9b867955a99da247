package io.aiops.studio.host.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A text with <code>{{ expressions }}</code> in it, taken apart. */
final class Template {

  private record Part(String text, boolean expression) {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * @throws ExpressionException if an expression is opened and not closed
   */
  static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
      if (open > from) {
        parts.add(new Part(text.substring(from, open), false));
      }
      int close = end(text, open + 2);
      parts.add(new Part(text.substring(open + 2, close).strip(), true));
      from = close + 2;
    }
    if (from < text.length()) {
      parts.add(new Part(text.substring(from), false));
    }
    return new Template(parts);
  }

  /** The place of the closing braces; those in strings and those of objects do not count. */
  private static int end(String text, int from) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        if (depth == 0 && i + 1 < text.length() && text.charAt(i + 1) == '}') {
          return i;
        }
        depth--;
      }
    }
    throw new ExpressionException(
        "'{{' at character " + (from - 1) + " has no matching '}}' after its expression");
  }

  List<String> expressions() {
    return parts.stream().filter(Part::expression).map(Part::text).toList();
  }

  /** The text with other expressions in it. */
  String changed(UnaryOperator<String> change) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.expression() ? "{{ " + change.apply(part.text()) + " }}" : part.text());
    }
    return text.toString();
  }

  @Nullable Object resolve(Expressions expressions, Map<String, @Nullable Object> visible) {
    if (parts.size() == 1 && parts.getFirst().expression()) {
      return expressions.evaluate(parts.getFirst().text(), visible);
    }
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          part.expression()
              ? Expressions.text(expressions.evaluate(part.text(), visible))
              : part.text());
    }
    return text.toString();
  }
}
