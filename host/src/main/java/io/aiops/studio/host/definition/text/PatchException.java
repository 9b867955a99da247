package io.aiops.studio.host.definition.text;

/** An edit that the text as it is written does not take. Nothing was changed. */
public final class PatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PatchException() {
    this("The text is written in a way that this edit cannot keep; change it in the text.");
  }

  PatchException(String message) {
    super(message);
  }
}
