package io.aiops.studio.host.plugin;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.ToolSpec;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A context of a call that asks for nothing. */
record NothingLent() implements AgentContext {

  @Override
  public Map<String, @Nullable Object> settings() {
    return Map.of();
  }

  @Override
  public String idempotencyKey() {
    return "key";
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public void progress(String message) {}

  @Override
  public void requireHost(URI address) {
    throw new AssertionError("no hosts");
  }

  @Override
  public void requireFolder(Path folder) {
    throw new AssertionError("no folders");
  }

  @Override
  public InputStream open(FileRef file) {
    throw new AssertionError("no files");
  }

  @Override
  public FileRef save(String name, String mediaType, InputStream content) {
    throw new AssertionError("no files");
  }

  @Override
  public ModelResponse generate(ModelRequest request) {
    throw new AssertionError("no model");
  }

  @Override
  public List<ToolSpec> tools() {
    return List.of();
  }

  @Override
  public @Nullable Object call(String tool, Map<String, @Nullable Object> arguments) {
    throw new AssertionError("no tools");
  }
}
