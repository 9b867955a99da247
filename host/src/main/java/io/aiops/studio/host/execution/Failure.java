package io.aiops.studio.host.execution;

/**
 * Why an attempt, a step or an execution failed.
 *
 * @param category as in plugin-api, lower case with {@code -}: {@code invalid-input}
 * @param message a sentence for people; no secrets
 */
public record Failure(String category, String message) {

  /** The attempt could not be made: the other side has not answered for a while. */
  public static final String CIRCUIT_OPEN = "circuit-open";

  static Failure cancelled(String by) {
    return new Failure("cancelled", "Cancelled by " + by + ".");
  }
}
