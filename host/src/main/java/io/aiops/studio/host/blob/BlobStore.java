package io.aiops.studio.host.blob;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Keeps blobs. Every method is bound to one workspace; another's equal blob is another one. */
public interface BlobStore {

  /**
   * Durable when this returns. What is there already stays as it is.
   *
   * @throws io.aiops.studio.host.problem.UnavailableException if they cannot be kept now
   */
  void put(UUID workspaceId, Collection<Blob> blobs);

  /**
   * @param hashes as {@link Blob#hash}
   * @return text by hash
   * @throws IllegalStateException if one is not there, or not as it was put
   */
  Map<String, String> get(UUID workspaceId, Set<String> hashes);
}
