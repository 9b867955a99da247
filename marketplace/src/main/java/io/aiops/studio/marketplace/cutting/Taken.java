package io.aiops.studio.marketplace.cutting;

/**
 * What an expression takes from outside its step, where it says so.
 *
 * @param source what it is taken from
 * @param name of the input, or of the step; empty for an item or its number
 * @param part of a step: {@code output}, {@code error} or {@code status}; else empty
 * @param from where in the expression it begins
 * @param to where it has ended
 */
record Taken(Source source, String name, String part, int from, int to) {

  enum Source {
    INPUT,
    STEP,
    ITEM,
    INDEX
  }

  /** The same wherever it stands. */
  Taken anywhere() {
    return new Taken(source, name, part, 0, 0);
  }
}
