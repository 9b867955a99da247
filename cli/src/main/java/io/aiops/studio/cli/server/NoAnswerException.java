package io.aiops.studio.cli.server;

import io.aiops.studio.cli.console.CommandFailedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nothing answers, or what answers is not (yet) a studio. Trying again later can help. */
public final class NoAnswerException extends CommandFailedException {

  private static final long serialVersionUID = 1L;

  public NoAnswerException(String message, @Nullable Throwable cause) {
    super(NO_ANSWER, message, List.of(), cause);
  }
}
