package io.aiops.studio.ui.access;

/** Nobody is signed in any more: they signed out elsewhere, or were disabled. */
public final class SignedOutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SignedOutException() {
    super("You are signed out. Sign in to go on.");
  }
}
