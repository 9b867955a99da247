package io.aiops.studio.host.problem;

/** A part the studio needs (database, broker) does not answer; asking again later can help. */
public class UnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
