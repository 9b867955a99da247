package io.aiops.studio.plugins.text;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tool {@code log-patterns}: one pass over the log, line by line, within bounded memory. */
final class LogPatterns {

  private static final int PROGRESS_EVERY = 100_000;

  private LogPatterns() {}

  static Map<String, @Nullable Object> call(
      Map<String, @Nullable Object> arguments, CallContext context)
      throws IOException, InterruptedException {
    int top = Source.integer(arguments, "top", 20);
    int seconds = Source.integer(arguments, "bucketSeconds", 60);
    LogTotals totals = new LogTotals(seconds);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Source.open(arguments, context),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        totals.add(line);
        if (totals.lines() % PROGRESS_EVERY == 0) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          context.progress(totals.lines() + " lines read");
        }
      }
    }
    if (totals.lines() == 0) {
      throw new PluginException(Category.INVALID_INPUT, "The log is empty: it has no line");
    }
    return totals.result(top);
  }
}
