package io.aiops.studio.plugins.text;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tool {@code log-patterns}: one pass over the log, line by line, within bounded memory. */
final class LogPatterns {

  private static final int LOOK_UP_EVERY = 1_000;
  private static final int PROGRESS_EVERY = 100_000;

  private LogPatterns() {}

  static Map<String, @Nullable Object> call(
      Map<String, @Nullable Object> arguments, CallContext context)
      throws IOException, InterruptedException {
    try (InputStream log = Source.open(arguments, context)) {
      return call(arguments, log, context);
    }
  }

  static Map<String, @Nullable Object> call(
      Map<String, @Nullable Object> arguments, InputStream log, CallContext context)
      throws IOException, InterruptedException {
    int top = Source.integer(arguments, "top", 20);
    LogTotals totals = new LogTotals(Source.integer(arguments, "bucketSeconds", 60));
    LogLines lines = new LogLines(log);
    while (lines.next()) {
      totals.add(lines.line());
      if (totals.lines() % LOOK_UP_EVERY == 0 && Thread.interrupted()) {
        throw new InterruptedException("Interrupted after " + totals.lines() + " lines");
      }
      if (totals.lines() % PROGRESS_EVERY == 0) {
        context.progress(totals.lines() + " lines read");
      }
    }
    if (totals.lines() == 0) {
      throw new PluginException(Category.INVALID_INPUT, "The log is empty: it has no line");
    }
    return totals.result(top, lines.bytes());
  }
}
