package io.aiops.studio.host.isolate;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.host.isolate.ChildCall.Request;
import io.aiops.studio.host.isolate.Frame.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a call is lent, in the plugin's process: each question is a message to the studio. */
final class ChildContext implements AgentContext {

  /** Longer ones are cut by the studio anyway. */
  private static final int LONGEST_PROGRESS = 64 * 1024;

  static final int CHUNK = 64 * 1024;

  private final ChildCall call;
  private final Wire.Lent lent;
  private final List<ToolSpec> tools;
  private final Map<String, @Nullable Object> settings;

  ChildContext(ChildCall call, Wire.Lent lent, List<ToolSpec> tools) {
    this.call = call;
    this.lent = lent;
    this.tools = List.copyOf(tools);
    this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(lent.settings()));
  }

  @Override
  public Map<String, @Nullable Object> settings() {
    return settings;
  }

  @Override
  public String idempotencyKey() {
    return lent.idempotencyKey();
  }

  @Override
  public Instant deadline() {
    return lent.deadline();
  }

  @Override
  public boolean cancelled() {
    return call.cancelled();
  }

  @Override
  public void progress(String message) {
    int from = Math.max(0, message.length() - LONGEST_PROGRESS);
    call.progress(message.substring(from));
  }

  @Override
  public List<ToolSpec> tools() {
    return tools;
  }

  @Override
  public ModelResponse generate(ModelRequest request) throws InterruptedException {
    return ask(Type.ASK_MODEL, request).as(ModelResponse.class);
  }

  @Override
  public @Nullable Object call(String tool, Map<String, @Nullable Object> arguments)
      throws InterruptedException {
    return ask(Type.ASK_TOOL, new Wire.AskTool(tool, Plain.map(arguments)))
        .as(Wire.Value.class)
        .value();
  }

  private Frame ask(Type type, Object body) throws InterruptedException {
    try (Request request = call.new Request(type, body)) {
      return request.answer();
    } catch (IOException e) {
      throw new PluginException(
          Category.UNAVAILABLE, "The studio could not be asked: " + e.getMessage(), e);
    }
  }

  @Override
  public void requireHost(URI address) {
    require(Type.REQUIRE_HOST, address.toString());
  }

  @Override
  public void requireFolder(Path folder) {
    require(Type.REQUIRE_FOLDER, folder.toString());
  }

  private void require(Type type, String what) {
    try {
      ask(type, what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PluginException(Category.CANCELLED, "The call was interrupted", e);
    }
  }

  /** As {@link #ask}, where nothing but an IOException may be thrown. */
  private Frame askFile(Type type, Object body) throws IOException {
    try (Request request = call.new Request(type, body)) {
      return request.answer();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("The call was interrupted");
  }

  @Override
  public InputStream open(FileRef file) throws IOException {
    long handle = askFile(Type.OPEN, file).as(Long.class);
    return new Opened(handle);
  }

  @Override
  public FileRef save(String name, String mediaType, InputStream content) throws IOException {
    Objects.requireNonNull(content);
    try (Request request = call.new Request(Type.SAVE, new Wire.Save(name, mediaType))) {
      for (Frame frame = request.answer(); ; frame = request.answer()) {
        if (frame.type() != Type.PULL) {
          return frame.as(FileRef.class);
        }
        byte[] chunk;
        try {
          chunk = content.readNBytes(CHUNK);
        } catch (IOException | RuntimeException e) {
          request.broken(String.valueOf(e.getMessage()));
          throw e;
        }
        request.chunk(chunk);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Reads piece by piece from the studio. */
  private final class Opened extends PieceStream {
    private final long handle;

    Opened(long handle) {
      this.handle = handle;
    }

    @Override
    byte[] next() throws IOException {
      return askFile(Type.READ, new Wire.Read(handle, CHUNK)).body();
    }

    @Override
    public void close() {
      end();
      call.close(handle);
    }
  }
}
