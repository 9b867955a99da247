package io.aiops.studio.host.isolate;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.ToolSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A context of the studio's that remembers what was asked of it. */
final class Lending implements AgentContext {

  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> progress = new CopyOnWriteArrayList<>();
  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  volatile CountDownLatch hold = new CountDownLatch(0);
  volatile @Nullable RuntimeException refusal;
  volatile boolean cancelled;

  @Override
  public Map<String, @Nullable Object> settings() {
    return Map.of("by", "me", "secret", "s3cr3t-of-the-studio");
  }

  @Override
  public String idempotencyKey() {
    return "key/1";
  }

  @Override
  public Instant deadline() {
    return Instant.parse("2030-01-01T00:00:00Z");
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public void progress(String message) {
    progress.add(message);
  }

  @Override
  public void requireHost(URI address) {
    asked.add("host " + address);
    refuse();
  }

  @Override
  public void requireFolder(Path folder) {
    asked.add("folder " + folder);
    refuse();
  }

  @Override
  public InputStream open(FileRef file) throws IOException {
    byte[] bytes = files.get(file.id());
    if (bytes == null) {
      throw new PluginException(Category.NOT_FOUND, "There is no file " + file.id());
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public FileRef save(String name, String mediaType, InputStream content) throws IOException {
    byte[] bytes = content.readAllBytes();
    files.put(name, bytes);
    return new FileRef(name, name, mediaType, bytes.length);
  }

  @Override
  public ModelResponse generate(ModelRequest request) throws InterruptedException {
    asked.add("model " + request);
    hold.await();
    refuse();
    return new ModelResponse(
        "I say " + request.messages().getFirst().text(),
        List.of(),
        new ModelResponse.Usage(1, 2),
        "m",
        false);
  }

  @Override
  public List<ToolSpec> tools() {
    return List.of(new ToolSpec("t", "a tool", "{}"));
  }

  @Override
  public @Nullable Object call(String tool, Map<String, @Nullable Object> arguments) {
    asked.add("tool " + tool + " " + arguments);
    refuse();
    return arguments.get("give");
  }

  private void refuse() {
    RuntimeException why = refusal;
    if (why != null) {
      throw why;
    }
  }
}
