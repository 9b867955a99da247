package io.aiops.studio.host.isolate;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tool is lent, and no more. */
record ToolLending(Lending all) implements CallContext {

  @Override
  public Map<String, @Nullable Object> settings() {
    return all.settings();
  }

  @Override
  public String idempotencyKey() {
    return all.idempotencyKey();
  }

  @Override
  public Instant deadline() {
    return all.deadline();
  }

  @Override
  public boolean cancelled() {
    return all.cancelled();
  }

  @Override
  public void progress(String message) {
    all.progress(message);
  }

  @Override
  public void requireHost(URI address) {
    all.requireHost(address);
  }

  @Override
  public void requireFolder(Path folder) {
    all.requireFolder(folder);
  }

  @Override
  public InputStream open(FileRef file) throws IOException {
    return all.open(file);
  }

  @Override
  public FileRef save(String name, String mediaType, InputStream content) throws IOException {
    return all.save(name, mediaType, content);
  }
}
