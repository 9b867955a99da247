package io.aiops.studio.marketplace.cutting;

import java.util.ArrayList;
import java.util.List;

/** Takes a JSONata expression apart into its words, as its own parser does. */
final class Tokens {

  private static final String SINGLE = ".[]{}(),@#;:?+-*/%|=<>^&!~";
  private static final List<String> DOUBLE = List.of("..", ":=", "!=", ">=", "<=", "**", "~>");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  /**
   * @param expression that can be read
   */
  static List<Token> of(String expression) {
    Tokens reading = new Tokens(expression);
    while (reading.skipped()) {
      reading.next();
    }
    return List.copyOf(reading.tokens);
  }

  /** Whether there is something behind blanks and comments. */
  private boolean skipped() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return true;
      }
    }
    return false;
  }

  private void next() {
    int from = at;
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      quoted(c);
      add(Token.Kind.VALUE, from);
    } else if (c == '`') {
      int end = text.indexOf('`', at + 1);
      at = end < 0 ? text.length() : end + 1;
      tokens.add(
          new Token(
              Token.Kind.NAME, text.substring(from + 1, Math.max(from + 1, at - 1)), from, at));
    } else if (c == '/' && !operandBefore()) {
      regularExpression();
      add(Token.Kind.VALUE, from);
    } else if (c >= '0' && c <= '9') {
      number();
      add(Token.Kind.VALUE, from);
    } else if (DOUBLE.stream().anyMatch(two -> text.startsWith(two, from))) {
      at += 2;
      add(Token.Kind.OPERATOR, from);
    } else if (SINGLE.indexOf(c) >= 0) {
      at++;
      add(Token.Kind.OPERATOR, from);
    } else {
      word();
      add(c == '$' ? Token.Kind.VARIABLE : Token.Kind.NAME, from);
    }
  }

  private void add(Token.Kind kind, int from) {
    tokens.add(new Token(kind, text.substring(from, at), from, at));
  }

  /** A slash divides behind something, and begins a regular expression elsewhere. */
  private boolean operandBefore() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.getLast();
    return last.kind() != Token.Kind.OPERATOR || last.is(")") || last.is("]") || last.is("}");
  }

  private void quoted(char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
  }

  /** Up to the slash that is neither escaped nor between brackets, and the flags behind it. */
  private void regularExpression() {
    int depth = 0;
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean escaped = text.charAt(at - 1) == '\\';
      at++;
      if (c == '/' && !escaped && depth == 0) {
        break;
      }
      if (!escaped) {
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      }
    }
    while (at < text.length() && (text.charAt(at) == 'i' || text.charAt(at) == 'm')) {
      at++;
    }
  }

  private void number() {
    digits();
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 2 : 1;
      if (isDigit(at + sign)) {
        at += sign;
        digits();
      }
    }
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int place) {
    return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }

  private void word() {
    do {
      at++;
    } while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && SINGLE.indexOf(text.charAt(at)) < 0);
  }
}
