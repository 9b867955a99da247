package io.aiops.studio.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What the host lends to every call of plugin code. Valid only until that call returns. */
@ProviderType
public interface CallContext {

  /**
   * The settings of this use of the plugin (a connection's, a model provider's, a step's), checked
   * against the schema that {@link Provides#settings()} names, secrets already resolved.
   */
  Map<String, @Nullable Object> settings();

  /** The same for every attempt of the same call: pass it to outside systems that deduplicate. */
  String idempotencyKey();

  /** When the host will give up; the calling thread is interrupted then. */
  Instant deadline();

  /** True once nobody waits for the result any more. The thread is also interrupted. */
  boolean cancelled();

  /**
   * Shows people what is happening. Cheap; not recorded; the host may drop some.
   *
   * @param message one short sentence, no secrets
   */
  void progress(String message);

  /**
   * Opens a file of this workspace for reading. The caller closes it.
   *
   * @throws PluginException {@code NOT_FOUND} if this workspace has no such file
   */
  InputStream open(FileRef file) throws IOException;

  /**
   * Stores a file in this workspace, whole or not at all, and reads {@code content} to its end.
   *
   * @throws PluginException {@code LIMIT_REACHED} if it is larger than the studio allows
   */
  FileRef save(String name, String mediaType, InputStream content) throws IOException;
}
