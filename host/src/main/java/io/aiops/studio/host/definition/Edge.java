package io.aiops.studio.host.definition;

import org.jspecify.annotations.Nullable;

/**
 * {@code to} waits for {@code from}.
 *
 * @param from a step's id
 * @param to a step's id
 * @param when which case of a switch step it belongs to; null for every other kind of step
 * @param on followed when {@code from} completes, or when it fails for good
 */
public record Edge(String from, String to, @Nullable String when, On on) {

  /** Which end of the step the edge follows. In text: {@code success} and {@code failure}. */
  public enum On {
    SUCCESS,
    FAILURE
  }
}
