package io.aiops.studio.host.definition;

/** An expression cannot be read, or gave no usable value; says which, where and why. */
public class ExpressionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ExpressionException(String message) {
    super(message);
  }

  public ExpressionException(String message, Throwable cause) {
    super(message, cause);
  }
}
