package io.aiops.studio.host.isolate;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.plugin.SeparateFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was thrown on one side, for the other.
 *
 * @param category of a {@link PluginException}; null for others
 * @param type simple name of its class
 * @param retryAfterMillis as the {@link PluginException} says it; null if it does not
 * @param stack empty for what its thrower understood
 * @param request whose refusal it is, if it is one of the studio's own that the plugin let pass; 0
 *     if not
 */
record Failed(
    Is is,
    @Nullable Category category,
    String type,
    @Nullable String message,
    @Nullable Long retryAfterMillis,
    String stack,
    long request) {

  /** How it is thrown again. */
  enum Is {
    PLUGIN,
    INTERRUPTED,
    IO,
    OTHER
  }

  private static final int LONGEST = 8_000;

  /** A refusal of the studio's, on its way through the plugin. */
  static final class Refusal extends PluginException {
    private static final long serialVersionUID = 1L;

    private final long request;

    Refusal(long request, Category category, String message, @Nullable Duration after) {
      super(category, message, after, null);
      this.request = request;
    }
  }

  static Failed of(Throwable thrown) {
    String type = thrown.getClass().getSimpleName();
    String message = brief(thrown.getMessage());
    return switch (thrown) {
      case PluginException e ->
          new Failed(
              Is.PLUGIN,
              e.category(),
              type,
              message,
              e.retryAfter().map(Duration::toMillis).orElse(null),
              "",
              e instanceof Refusal refusal ? refusal.request : 0);
      case InterruptedException e -> new Failed(Is.INTERRUPTED, null, type, message, null, "", 0);
      case IOException e -> new Failed(Is.IO, null, type, message, null, stack(e), 0);
      default -> new Failed(Is.OTHER, null, type, message, null, stack(thrown), 0);
    };
  }

  /** For the plugin: of what the studio did not foresee, no more than that it happened. */
  static Failed forPlugin(Throwable thrown) {
    Failed failed = of(thrown);
    return failed.is == Is.OTHER
        ? new Failed(Is.OTHER, null, "", "The studio could not answer", null, "", 0)
        : new Failed(
            failed.is, failed.category, "", failed.message, failed.retryAfterMillis, "", 0);
  }

  private static String stack(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out));
    return String.valueOf(brief(out.toString()));
  }

  private static @Nullable String brief(@Nullable String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private PluginException asPluginException() {
    return new Refusal(request, category == null ? Category.INTERNAL : category, text(), after());
  }

  private String text() {
    return message == null ? "" : message;
  }

  private @Nullable Duration after() {
    return retryAfterMillis == null || retryAfterMillis < 0
        ? null
        : Duration.ofMillis(retryAfterMillis);
  }

  /** In the studio: what the plugin's code threw. */
  Exception inStudio() {
    return switch (is) {
      case PLUGIN ->
          new PluginException(
              category == null ? Category.INTERNAL : category, text(), after(), null);
      case INTERRUPTED -> new InterruptedException(message);
      case IO, OTHER -> new SeparateFailure(type, message, stack);
    };
  }

  /**
   * In the plugin's process: what the studio says to request {@code number}.
   *
   * @return to be thrown, unless it was thrown here
   */
  PluginException inPlugin(long number) throws IOException, InterruptedException {
    switch (is) {
      case INTERRUPTED -> throw new InterruptedException(message);
      case IO -> throw new IOException(message);
      default -> {
        return new Failed(is, category, type, message, retryAfterMillis, stack, number)
            .asPluginException();
      }
    }
  }
}
