package io.aiops.studio.routes;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The context of a call, with the HTTP connector's settings; its rights are those of the bundle.
 */
record Reaching(CallContext context, Map<String, @Nullable Object> settings)
    implements CallContext {

  @Override
  public String idempotencyKey() {
    return context.idempotencyKey();
  }

  @Override
  public Instant deadline() {
    return context.deadline();
  }

  @Override
  public boolean cancelled() {
    return context.cancelled();
  }

  @Override
  public void progress(String message) {
    context.progress(message);
  }

  @Override
  public void requireHost(URI address) {
    context.requireHost(address);
  }

  @Override
  public void requireFolder(Path folder) {
    context.requireFolder(folder);
  }

  @Override
  public InputStream open(FileRef file) throws IOException {
    return context.open(file);
  }

  @Override
  public FileRef save(String name, String mediaType, InputStream content) throws IOException {
    return context.save(name, mediaType, content);
  }
}
