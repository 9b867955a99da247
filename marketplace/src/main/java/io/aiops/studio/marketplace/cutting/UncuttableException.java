package io.aiops.studio.marketplace.cutting;

/** An expression takes what cannot be made an input of its own; the message says what. */
final class UncuttableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UncuttableException(String message) {
    super(message);
  }
}
