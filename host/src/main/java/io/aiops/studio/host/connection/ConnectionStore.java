package io.aiops.studio.host.connection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps connections, secrets sealed. Every method is bound to one workspace. */
public interface ConnectionStore {

  /**
   * @param calls how many it takes at the same time; null for any number
   * @param settings secrets as {@link Secrets} sealed them
   */
  record Stored(
      UUID id,
      Connection.Kind kind,
      String name,
      String provider,
      Map<String, @Nullable Object> settings,
      @Nullable Integer calls,
      Instant changedAt,
      String changedBy) {}

  /** By kind and name. */
  List<Stored> list(UUID workspaceId);

  Optional<Stored> find(UUID workspaceId, Connection.Kind kind, String name);

  /** Adds it, or replaces what has the same kind and name; the id stays the earlier one's. */
  void save(UUID workspaceId, Stored connection);

  /**
   * Changes how many calls it takes at the same time, and nothing else of what it says.
   *
   * @param calls null for any number
   * @return as it is then; empty if there is none
   */
  Optional<Stored> bound(
      UUID workspaceId,
      Connection.Kind kind,
      String name,
      @Nullable Integer calls,
      Instant changedAt,
      String changedBy);

  boolean remove(UUID workspaceId, Connection.Kind kind, String name);
}
