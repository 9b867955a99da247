package io.aiops.studio.cli.server;

import io.aiops.studio.cli.console.CommandFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server answered with a problem document. */
public final class RefusedException extends CommandFailedException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Duration retryAfter;

  RefusedException(
      int status, String message, List<String> problems, @Nullable Duration retryAfter) {
    super(status == 503 ? NO_ANSWER : FAILED, message, problems, null);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  public int status() {
    return status;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
