package io.aiops.studio.host.file;

import io.aiops.studio.api.FileRef;
import java.io.InputStream;
import java.time.Instant;
import java.util.UUID;

/** Keeps files. Every method is bound to one workspace. */
public interface FileStore {

  /**
   * Reads {@code content} to its end and keeps it, whole or not at all.
   *
   * @throws io.aiops.studio.host.problem.InvalidException if it is larger than {@link
   *     FileService#MAX_BYTES}
   */
  FileRef save(
      UUID workspaceId,
      String name,
      String mediaType,
      InputStream content,
      String savedBy,
      Instant at);

  /**
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such file
   */
  FileRef info(UUID workspaceId, String fileId);

  /**
   * The caller closes it.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such file
   */
  InputStream open(UUID workspaceId, String fileId);
}
