package io.aiops.studio.plugins.testkit;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import io.aiops.studio.api.ToolSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The host's side of a call, in memory: files, settings, a scripted model and the tools a test
 * grants. Remembers what was asked of it.
 *
 * <pre>{@code
 * RecordingContext context = new RecordingContext().with(ScriptedModel.answering("Hello."));
 * FileRef log = context.put("app.log", "text/plain", "ERROR x".getBytes(UTF_8));
 * }</pre>
 */
public final class RecordingContext implements AgentContext {

  /** A call of a granted tool. */
  public record ToolCall(String tool, Map<String, @Nullable Object> arguments) {}

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Tool> tools = Collections.synchronizedMap(new LinkedHashMap<>());
  private final List<ToolCall> calls = new CopyOnWriteArrayList<>();
  private final List<Object> reached = new CopyOnWriteArrayList<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private Map<String, @Nullable Object> settings = Map.of();
  private ScriptedModel model = ScriptedModel.answering("A scripted answer.");
  private String idempotencyKey = "key-1";
  private Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
  private volatile boolean cancelled;
  private volatile boolean grantsNothing;

  public RecordingContext settings(Map<String, ? extends @Nullable Object> given) {
    settings = Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(given));
    return this;
  }

  public RecordingContext with(ScriptedModel given) {
    model = given;
    return this;
  }

  /** Grants a tool under {@code grantedName}: letters, digits, {@code _} and {@code -}. */
  public RecordingContext grant(String grantedName, Tool tool) {
    tools.put(grantedName, tool);
    return this;
  }

  public RecordingContext idempotencyKey(String key) {
    idempotencyKey = key;
    return this;
  }

  public RecordingContext deadline(Instant instant) {
    deadline = instant;
    return this;
  }

  /** From now on nobody waits for the result. */
  public RecordingContext cancel() {
    cancelled = true;
    return this;
  }

  /** From now on no host and no folder is granted. */
  public RecordingContext grantNothing() {
    grantsNothing = true;
    return this;
  }

  /** The addresses and folders it asked for, oldest first. */
  public List<Object> reached() {
    return List.copyOf(reached);
  }

  /** Puts a file into the workspace. */
  public FileRef put(String name, String mediaType, byte[] content) {
    String id = "file-" + (files.size() + 1);
    files.put(id, content.clone());
    return new FileRef(id, name, mediaType, content.length);
  }

  /** The content of a file, as it was put or saved; empty if there is none. */
  public Optional<byte[]> content(FileRef file) {
    return Optional.ofNullable(files.get(file.id())).map(byte[]::clone);
  }

  /** All its files as one text, for those who look for something in them. */
  public String saved() {
    return files.values().stream()
        .map(content -> new String(content, StandardCharsets.UTF_8))
        .collect(Collectors.joining("\n"));
  }

  /** What the model was asked, oldest first. */
  public List<ModelRequest> requests() {
    return model.requests();
  }

  /** The tool calls made, oldest first. */
  public List<ToolCall> calls() {
    return List.copyOf(calls);
  }

  /** The progress messages, oldest first. */
  public List<String> progress() {
    return List.copyOf(progress);
  }

  @Override
  public ModelResponse generate(ModelRequest request) throws InterruptedException {
    return model.generate(request, this);
  }

  @Override
  public List<ToolSpec> tools() {
    synchronized (tools) {
      return tools.entrySet().stream().map(entry -> entry.getValue().spec(entry.getKey())).toList();
    }
  }

  @Override
  public @Nullable Object call(String tool, Map<String, @Nullable Object> arguments)
      throws InterruptedException {
    Tool granted = tools.get(tool);
    if (granted == null) {
      throw new PluginException(
          Category.DENIED, "The tool '" + tool + "' was not granted; there are " + tools.keySet());
    }
    List<String> problems = JsonLike.problems(granted.inputSchema(), arguments);
    if (!problems.isEmpty()) {
      throw new PluginException(Category.INVALID_INPUT, tool + ": " + problems);
    }
    calls.add(new ToolCall(tool, Collections.unmodifiableMap(new LinkedHashMap<>(arguments))));
    try {
      return granted.function().call(arguments, this);
    } catch (PluginException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // As the host does it: what a tool did not categorise is its own fault.
      throw new PluginException(Category.INTERNAL, tool + ": " + e, e);
    }
  }

  @Override
  public Map<String, @Nullable Object> settings() {
    return settings;
  }

  @Override
  public String idempotencyKey() {
    return idempotencyKey;
  }

  @Override
  public Instant deadline() {
    return deadline;
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
    require(address);
  }

  @Override
  public void requireFolder(Path folder) {
    require(folder);
  }

  private void require(Object what) {
    reached.add(what);
    if (grantsNothing) {
      throw new PluginException(Category.DENIED, what + " is not granted.");
    }
  }

  @Override
  public InputStream open(FileRef file) {
    byte[] content = files.get(file.id());
    if (content == null) {
      throw new PluginException(
          Category.NOT_FOUND, "There is no file '" + file.id() + "' in this workspace.");
    }
    return new ByteArrayInputStream(content);
  }

  @Override
  public FileRef save(String name, String mediaType, InputStream content) throws IOException {
    return put(name, mediaType, content.readAllBytes());
  }
}
