package io.aiops.studio.host.simulation;

/** Rules that a schedule can be run without, to see that the simulation misses them. */
enum Rule {
  /** What a command that came again had led to is sent again. */
  SENDS_AGAIN,
  /** Calls are looked up before they are made. */
  LEDGER,
  /** A sequence is taken once. */
  ONE_WRITER,
  /** Messages are taken off the queue only once what came of them is safe. */
  ACKNOWLEDGE_LAST,
  /** A task's outcome is sent in the transaction that takes the task off the queue. */
  OUTCOME_WITH_TASK,
  /** Every attempt of a step names itself to the outside by the same key. */
  STABLE_KEY,
  /** What was lost is looked for, and sent again. */
  LOOK,
  /** A child begins in the transaction of the event that says so. */
  CHILD_WITH_EVENT,
  /** What one execution owes another is written in the transaction of the events it comes of. */
  PROMISE_WITH_EVENT,
  /** A promise goes in the transaction that takes its command in, not when it is sent. */
  PROMISE_UNTIL_TAKEN,
  /** A place is given back in the transaction that ends its execution. */
  PLACE_WITH_END,
  /** A place that was given counts before its execution has heard of it. */
  PLACE_FROM_GRANT,
  /**
   * That an attempt waits for a connection, or leaves it, is written with the event that says so.
   */
  ATTEMPT_WITH_EVENT,
  /** A task whose outcome the engine was told stays until that is decided on. */
  TOLD_UNTIL_DECIDED,
  /** Of those who want to hold an attempt, one does. */
  ONE_HOLDER,
  /** What runs is told to the others, and goes on being told. */
  BEATS
}
