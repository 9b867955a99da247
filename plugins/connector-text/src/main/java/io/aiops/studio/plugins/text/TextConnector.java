package io.aiops.studio.plugins.text;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import io.aiops.studio.api.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Reads logs, tables and pages, and writes reports. Needs no settings. */
@Component
@Provides(
    name = "text",
    title = "Text",
    description = "Reads logs, tables and pages, and writes reports.")
public final class TextConnector implements Connector {

  @Override
  public List<Tool> tools() {
    return List.of(
        new Tool(
            "log-patterns",
            "Log patterns",
            "Groups the lines of a log by pattern, counts levels, and finds bursts.",
            schema("log-patterns"),
            Tool.Effect.NONE,
            LogPatterns::call),
        new Tool(
            "csv-rows",
            "CSV rows",
            "Reads a CSV table; the first row names the columns.",
            schema("csv-rows"),
            Tool.Effect.NONE,
            Tables::rows),
        new Tool(
            "markdown-table",
            "Markdown table",
            "Writes rows as a Markdown table.",
            schema("markdown-table"),
            Tool.Effect.NONE,
            Tables::markdown),
        new Tool(
            "html-text",
            "Text of a page",
            "Extracts title, text and links from HTML.",
            schema("html-text"),
            Tool.Effect.NONE,
            Pages::text),
        new Tool(
            "read",
            "Read a file",
            "Reads a text file, up to a bound.",
            schema("read"),
            Tool.Effect.NONE,
            TextFiles::read),
        new Tool(
            "save",
            "Save a file",
            "Keeps a text as a file of the studio, such as a report.",
            schema("save"),
            Tool.Effect.REVERSIBLE,
            TextFiles::save));
  }

  private static String schema(String tool) {
    try (InputStream in = TextConnector.class.getResourceAsStream("/schema/" + tool + ".json")) {
      if (in == null) {
        throw new IllegalStateException("schema/" + tool + ".json is not in the bundle");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
