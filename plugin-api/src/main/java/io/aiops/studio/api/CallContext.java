package io.aiops.studio.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
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

  /**
   * Names the call to outside systems that deduplicate. Of a tool it is the same whenever the step
   * makes this call, in any attempt and any order: the same tool with the same arguments, for the
   * first, second … time that it was answered; a call that failed and is made again keeps it. No
   * other call is ever given it. Of a model no other question is given it either, but the same
   * question may come under another after a crash. Of an agent it names the step.
   *
   * @return at most about 100 characters beyond the length of the step's path
   */
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
   * Asks whether this plugin may reach a host, by the address's host and port: to be called before
   * each connection, each redirect as well. It holds nothing open and looks up no name.
   *
   * @throws PluginException {@code DENIED} if the manifest's {@code Studio-Wants} does not declare
   *     it, or an administrator did not grant it; {@code INVALID_INPUT} for an address without host
   */
  void requireHost(URI address);

  /**
   * Asks whether this plugin may use a folder of the server, or a file in one. Symbolic links are
   * not followed: ask for what they lead to.
   *
   * @throws PluginException {@code DENIED} as {@link #requireHost}
   */
  void requireFolder(Path folder);

  /**
   * Opens a file of this workspace for reading. The caller closes it.
   *
   * @throws PluginException {@code NOT_FOUND} if this workspace has no such file, {@code DENIED}
   *     without {@code file:read}
   */
  InputStream open(FileRef file) throws IOException;

  /**
   * Stores a file in this workspace, whole or not at all, and reads {@code content} to its end.
   *
   * @throws PluginException {@code LIMIT_REACHED} if it is larger than the studio allows, {@code
   *     DENIED} without {@code file:write}
   */
  FileRef save(String name, String mediaType, InputStream content) throws IOException;
}
