package io.aiops.studio.plugins.text;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.ConnectorContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

final class TextConnectorContractTest extends ConnectorContract {

  private static final String LOG = "2026-11-24 03:02:04 ERROR Payment 1 failed\n";
  private static final FileRef FILE = new FileRef("file-1", "app.log", "text/plain", LOG.length());

  @Override
  protected Connector connector() {
    return new TextConnector();
  }

  @Override
  protected RecordingContext context() {
    RecordingContext context = new RecordingContext();
    context.put(FILE.name(), FILE.mediaType(), LOG.getBytes(StandardCharsets.UTF_8));
    return context;
  }

  @Override
  protected List<Call> samples() {
    return List.of(
        new Call("log-patterns", Map.of("file", FILE.toMap(), "top", 5, "bucketSeconds", 60)),
        new Call("csv-rows", Map.of("text", "a;b\n1;2\n")),
        new Call("markdown-table", Map.of("rows", List.of(Map.of("a", 1)))),
        new Call("html-text", Map.of("text", "<p>Hello", "url", "https://example.com/")),
        new Call("read", Map.of("file", FILE.toMap())),
        new Call("save", Map.of("name", "report.md", "text", "# Report")));
  }

  @Override
  protected Map<Category, Call> failures() {
    return Map.of(
        Category.INVALID_INPUT, new Call("log-patterns", Map.of()),
        Category.NOT_FOUND,
            new Call("read", Map.of("file", new FileRef("file-9", "x", "text/plain", 1).toMap())),
        Category.LIMIT_REACHED, new Call("csv-rows", Map.of("text", "a\n1\n2\n", "maxRows", 1)));
  }
}
