package io.aiops.studio.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure a plugin understands well enough to say what kind it is. */
public class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whose fault it is and whether trying again can help. */
  public enum Category {
    /** The caller gave something that cannot work. */
    INVALID_INPUT(false),
    /** What was asked for does not exist. */
    NOT_FOUND(false),
    /** Not allowed: a bad key, a folder that was not granted. */
    DENIED(false),
    /** The outside system is away or broken. */
    UNAVAILABLE(true),
    /** The outside system asks to slow down. */
    RATE_LIMITED(true),
    /** It took too long. */
    TIMEOUT(true),
    /** A bound was reached. */
    LIMIT_REACHED(false),
    /** Nobody waits for it any more. */
    CANCELLED(false),
    /** The plugin itself is at fault. */
    INTERNAL(true);

    private final boolean retryHelps;

    Category(boolean retryHelps) {
      this.retryHelps = retryHelps;
    }

    public boolean retryHelps() {
      return retryHelps;
    }
  }

  private final Category category;
  private final @Nullable Duration retryAfter;

  /**
   * @param message the value seen, the value expected, and what can be done; no secrets
   */
  public PluginException(Category category, String message) {
    this(category, message, null, null);
  }

  public PluginException(Category category, String message, @Nullable Throwable cause) {
    this(category, message, null, cause);
  }

  /**
   * @param retryAfter how long the outside system asked to wait
   */
  public PluginException(
      Category category, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.category = category;
    this.retryAfter = retryAfter;
  }

  public Category category() {
    return category;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
