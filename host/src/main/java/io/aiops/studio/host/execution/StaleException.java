package io.aiops.studio.host.execution;

import org.jspecify.annotations.Nullable;

/** Someone else appended to one of these executions first: nothing was written; load again. */
public final class StaleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param cause null if reading found it out
   */
  public StaleException(@Nullable Throwable cause) {
    super("An execution moved on elsewhere; its state must be loaded again", cause);
  }
}
