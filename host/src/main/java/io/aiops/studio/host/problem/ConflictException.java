package io.aiops.studio.host.problem;

/** What was asked for does not fit the present state; nothing was changed. */
public class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConflictException(String message) {
    super(message);
  }
}
