package io.aiops.studio.host.trigger;

/** A delivery that does not prove where it comes from. Says no more than that, to anybody. */
public final class HookRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HookRefusedException(String message) {
    super(message);
  }
}
