package io.aiops.studio.plugins.file;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.ConnectorContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class FileConnectorContractTest extends ConnectorContract {

  @TempDir Path granted;

  @BeforeEach
  void putFilesThere() throws IOException {
    Files.writeString(granted.resolve("app.log"), "ERROR one\n");
    Files.writeString(granted.resolve("old.txt"), "old");
    Files.writeString(granted.resolve("large.bin"), "x".repeat(2000));
  }

  @Override
  protected Connector connector() {
    return new FileConnector();
  }

  @Override
  protected RecordingContext context() {
    RecordingContext context =
        new RecordingContext()
            .settings(Map.of("folders", List.of(granted.toString()), "maxBytes", 1000));
    context.put("report.md", "text/markdown", "# Report".getBytes(StandardCharsets.UTF_8));
    return context;
  }

  private static FileRef report() {
    return new FileRef("file-1", "report.md", "text/markdown", 8);
  }

  @Override
  protected List<Call> samples() {
    return List.of(
        new Call("list", Map.of()),
        new Call("list", Map.of("path", "", "pattern", "*.log", "maxEntries", 1)),
        new Call("read", Map.of("path", "app.log")),
        new Call("import", Map.of("path", "app.log")),
        new Call("write", Map.of("path", "out/new.txt", "text", "new")),
        new Call("export", Map.of("file", report().toMap())),
        new Call("delete", Map.of("path", "old.txt")));
  }

  @Override
  protected Map<Category, Call> failures() {
    return Map.of(
        Category.NOT_FOUND, new Call("read", Map.of("path", "missing.log")),
        Category.DENIED, new Call("read", Map.of("path", "../app.log")),
        Category.INVALID_INPUT, new Call("write", Map.of("path", "app.log", "text", "other")),
        Category.LIMIT_REACHED, new Call("import", Map.of("path", "large.bin")));
  }
}
