package io.aiops.studio.host.trigger;

import org.jspecify.annotations.Nullable;

/** The broker is there and did not take this answer: it may take others, and this one later. */
public final class NotTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotTakenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
