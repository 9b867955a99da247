package io.aiops.studio.host.file;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.identity.Caller;
import java.io.InputStream;

/** Files of the caller's workspace. */
public interface FileService {

  /** Larger files are refused, in bytes. */
  long MAX_BYTES = 256L * 1024 * 1024;

  /**
   * Reads {@code content} to its end and keeps it, whole or not at all.
   *
   * @throws io.aiops.studio.host.problem.InvalidException if it is larger than {@link #MAX_BYTES}
   *     or the name has folders in it
   */
  FileRef save(Caller caller, String name, String mediaType, InputStream content);

  /**
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such file
   */
  FileRef info(Caller caller, String fileId);

  /** The caller closes it. */
  InputStream open(Caller caller, String fileId);
}
