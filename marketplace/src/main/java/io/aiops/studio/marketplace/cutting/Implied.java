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

  /** JSONata's own; what else is called may be any of them under another name. */
  private static final Set<String> BUILT_IN =
      Set.of(
          ("$sum $count $max $min $average $string $substring $substringBefore $substringAfter"
                  + " $lowercase $uppercase $length $trim $pad $match $contains $replace $split"
                  + " $join $formatNumber $formatBase $formatInteger $parseInteger $number $floor"
                  + " $ceil $round $abs $sqrt $power $random $boolean $not $map $zip $filter"
                  + " $single $reduce $sift $keys $lookup $append $exists $spread $merge $reverse"
                  + " $each $error $assert $type $sort $shuffle $distinct $base64encode"
                  + " $base64decode $encodeUrlComponent $encodeUrl $decodeUrlComponent $decodeUrl"
                  + " $toMillis $fromMillis $clone $now $millis")
              .split(" "));

  /** Types of parameters that no object is taken for. */
  private static final String NEVER_AN_OBJECT = "bnslf";

  private Implied() {}

  /**
   * @param at where the name of a function stands, not behind a dot
   * @throws UncuttableException if it may be handed all that expressions see
   */
  static void refuse(List<Token> tokens, int at) {
    String name = tokens.get(at).text();
    boolean called = at + 1 < tokens.size() && tokens.get(at + 1).is("(");
    boolean chained = at > 0 && tokens.get(at - 1).is("~>");
    int given = (called ? arguments(tokens, at + 1) : 0) + (chained ? 1 : 0);
    if (!BUILT_IN.contains(name)) {
      if (called && given == 0) {
        throw new UncuttableException(
            "calls '%s' with nothing, which may be a function that takes all that expressions see then; give it an argument"
                .formatted(name));
      }
      return;
    }
    Integer needed = NEEDED.get(name);
    if (needed == null) {
      return;
    }
    boolean about = called ? given >= needed : chained || isHandedOn(tokens, at);
    if (!about) {
      throw new UncuttableException(
          "calls '%s' without what it is about, so that it takes all that expressions see; give it that as its first argument"
              .formatted(name));
    }
  }

  /** Whether it is an argument of a built-in function, which gives it its arguments. */
  private static boolean isHandedOn(List<Token> tokens, int at) {
    if (at == 0 || !tokens.get(at - 1).is("(") && !tokens.get(at - 1).is(",")) {
      return false;
    }
    int depth = 0;
    for (int i = at - 1; i > 0; i--) {
      if (closes(tokens.get(i))) {
        depth++;
      } else if (opens(tokens.get(i))) {
        if (depth == 0) {
          return tokens.get(i).is("(") && BUILT_IN.contains(tokens.get(i - 1).text());
        }
        depth--;
      }
    }
    return false;
  }

  private static boolean opens(Token token) {
    return token.is("(") || token.is("[") || token.is("{");
  }

  private static boolean closes(Token token) {
    return token.is(")") || token.is("]") || token.is("}");
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
      if (opens(token)) {
        depth++;
      } else if (closes(token)) {
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
