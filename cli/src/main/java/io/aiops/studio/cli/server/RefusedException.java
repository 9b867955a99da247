package io.aiops.studio.cli.server;

import io.aiops.studio.cli.console.CommandFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The server answered with a problem document. */
public final class RefusedException extends CommandFailedException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Duration retryAfter;
  private final transient JsonNode document;

  RefusedException(
      int status,
      String message,
      List<String> problems,
      @Nullable Duration retryAfter,
      JsonNode document) {
    super(status == 503 ? NO_ANSWER : FAILED, message, problems, null);
    this.status = status;
    this.retryAfter = retryAfter;
    this.document = document;
  }

  public int status() {
    return status;
  }

  /** All that the server said. */
  public JsonNode document() {
    return document;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
