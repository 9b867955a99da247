package io.aiops.studio.host.execution;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps what could not be handled until somebody decides about it. */
public interface DeadLetterStore {

  /** Adds it; a second one with the same id is ignored. */
  void keep(DeadLetter letter);

  /** The newest, newest first. */
  List<DeadLetter> list(UUID workspaceId, int limit);

  Optional<DeadLetter> find(UUID workspaceId, UUID id);

  /**
   * Changes its body.
   *
   * @return false if it is gone
   */
  boolean edit(DeadLetter letter);

  /**
   * @return false if it was gone
   */
  boolean remove(UUID workspaceId, UUID id);
}
