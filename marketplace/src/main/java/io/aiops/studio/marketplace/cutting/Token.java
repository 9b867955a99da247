package io.aiops.studio.marketplace.cutting;

/**
 * A word of a JSONata expression.
 *
 * @param text of a name what it names, without quotes; else as it stands there
 * @param from where it begins
 * @param to where it has ended
 */
record Token(Kind kind, String text, int from, int to) {

  enum Kind {
    NAME,
    VARIABLE,
    /** A text, number or regular expression. */
    VALUE,
    OPERATOR
  }

  boolean is(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }
}
