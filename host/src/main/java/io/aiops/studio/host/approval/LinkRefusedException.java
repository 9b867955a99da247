package io.aiops.studio.host.approval;

/** A link opens nothing; says why. */
public final class LinkRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LinkRefusedException(String message) {
    super(message);
  }
}
