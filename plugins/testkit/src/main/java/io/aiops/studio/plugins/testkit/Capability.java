package io.aiops.studio.plugins.testkit;

/**
 * What a contract expects of every plugin unless its test says otherwise, by overriding {@code
 * supports}. Declared gaps are better than silent ones.
 */
public enum Capability {
  /** The same work given again, after a crash say, does no harm and answers the same. */
  REPEATABLE,
  /** Many calls on one instance at the same time do not disturb each other. */
  CONCURRENT,
  /** A call whose thread is interrupted ends within {@link Within#SECONDS} seconds. */
  CANCELLABLE,
  /** Failures that can be brought about are declared, and come with their category. */
  CATEGORISED_FAILURES,
  /** A model provider says how many tokens a call took. */
  USAGE
}
