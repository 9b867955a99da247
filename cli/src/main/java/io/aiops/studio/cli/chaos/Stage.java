package io.aiops.studio.cli.chaos;

/**
 * What an execution of chaos asks of the outside, in this order: nothing of a later stage is asked
 * before the result of the earlier one is recorded.
 */
enum Stage {
  FIRST,
  THINK,
  NOTE,
  CONCLUDE,
  CHILD,
  ONE,
  TWO,
  LAST,
  /** Of one that ends refused. */
  UNDO;

  boolean model() {
    return this == THINK || this == CONCLUDE;
  }
}
