package io.aiops.studio.routes;

/** A connector's text says what cannot be. The message has the file, the line and the field. */
public final class MisreadException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MisreadException(String file, int line, String field, String what) {
    super(
        "%s, line %d%s %s".formatted(file, line, field.isEmpty() ? "" : ": '" + field + "'", what));
  }
}
