package io.aiops.studio.marketplace.cutting;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Functions that JSONata hands what they are called on if an argument is missing. Behind a dot that
 * is what stands before it, elsewhere all that expressions see. Those are known that take an
 * object; all others fail on one, wherever their expression is.
 */
final class Implied {

  /** With so many arguments they are about one of those. */
  private static final Map<String, Integer> NEEDED =
      Map.of(
          "$boolean", 1,
          "$clone", 1,
          "$each", 2,
          "$keys", 1,
          "$lookup", 2,
          "$not", 1,
          "$sift", 2,
          "$spread", 1,
          "$string", 1);

  /** In front of a function that is handed on, and given its arguments there. */
  private static final Set<String> HANDS_ON = Set.of("(", ",", "~>");

  /** Types of parameters that no object is taken for. */
  private static final String NEVER_AN_OBJECT = "bnslf";

  private Implied() {}

  /**
   * @param at where the name of a function stands, not behind a dot
   * @throws UncuttableException if it may be handed all that expressions see
   */
  static void refuse(List<Token> tokens, int at) {
    String name = tokens.get(at).text();
    Integer needed = NEEDED.get(name);
    if (needed == null) {
      return;
    }
    Token before = at == 0 ? null : tokens.get(at - 1);
    boolean called = at + 1 < tokens.size() && tokens.get(at + 1).is("(");
    int chained = before != null && before.is("~>") ? 1 : 0;
    boolean about =
        called
            ? arguments(tokens, at + 1) + chained >= needed
            : before != null && HANDS_ON.contains(before.text());
    if (!about) {
      throw new UncuttableException(
          "calls '%s' without what it is about, so that it takes all that expressions see; give it that as its first argument"
              .formatted(name));
    }
  }

  /** In the signature of a function that is defined. */
  static void refuseInSignature(Token type) {
    String word = type.text();
    if (NEVER_AN_OBJECT.indexOf(word.charAt(word.length() - 1)) < 0) {
      throw new UncuttableException(
          "defines a function that is handed what it is called on, which may be all that expressions see");
    }
  }

  private static int arguments(List<Token> tokens, int open) {
    int depth = 0;
    int commas = 0;
    for (int i = open; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("(") || token.is("[") || token.is("{")) {
        depth++;
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        depth--;
        if (depth == 0) {
          return i == open + 1 ? 0 : commas + 1;
        }
      } else if (token.is(",") && depth == 1) {
        commas++;
      }
    }
    return commas + 1;
  }
}
