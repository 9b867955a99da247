package io.aiops.studio.cli.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; says why and which exit code that means. */
public class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The thing failed. */
  public static final int FAILED = 1;

  /** The command was not used as it is meant to be. */
  public static final int MISUSE = 2;

  /** The server does not answer, or not yet. */
  public static final int NO_ANSWER = 3;

  private final int exitCode;
  private final transient List<String> details;

  protected CommandFailedException(
      int exitCode, String message, List<String> details, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.details = List.copyOf(details);
  }

  public CommandFailedException(String message) {
    this(FAILED, message, List.of(), null);
  }

  public CommandFailedException(String message, Throwable cause) {
    this(FAILED, message, List.of(), cause);
  }

  public static CommandFailedException misuse(String message) {
    return new CommandFailedException(MISUSE, message, List.of(), null);
  }

  public static CommandFailedException misuse(String message, Throwable cause) {
    return new CommandFailedException(MISUSE, message, List.of(), cause);
  }

  public int exitCode() {
    return exitCode;
  }

  /** One line each, such as the fields that were refused. */
  public List<String> details() {
    return details;
  }
}
