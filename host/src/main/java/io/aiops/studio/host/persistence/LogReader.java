package io.aiops.studio.host.persistence;

import io.aiops.studio.host.blob.BlobStore;
import io.aiops.studio.host.blob.Slim;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.execution.ExecutionStore.Signalled;
import io.aiops.studio.host.execution.Hash;
import io.aiops.studio.host.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads events as they were stored, their large values back in their places. */
final class LogReader {

  private final Database database;
  private final BlobStore blobs;

  LogReader(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  /** As it lies in its row. */
  private record StoredLine(UUID workspaceId, @Nullable String blobs, Line line) {
    Line whole(Map<String, String> found) {
      return blobs == null ? line : line.with(Slim.whole(line.payload(), blobs, found));
    }
  }

  List<Line> lines(UUID executionId, long after, int limit) {
    List<StoredLine> stored =
        database.available(() ->
            database
                .jdbi()
                .withHandle(handle ->
                    handle
                        .createQuery(
                            """
                            select workspace_id, sequence, type, at, payload, hash, blobs
                            from execution_event
                            where execution_id = :id and sequence > :after
                            order by sequence limit :limit
                            """)
                        .bind("id", executionId)
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((rs, context) -> storedLine(rs))
                        .list()));
    Set<String> hashes = new HashSet<>();
    for (StoredLine one : stored) {
      if (one.blobs() != null) {
        hashes.addAll(Slim.hashes(one.blobs()));
      }
    }
    Map<String, String> found =
        hashes.isEmpty() ? Map.of() : blobs.get(stored.getFirst().workspaceId(), hashes);
    return stored.stream().map(one -> one.whole(found)).toList();
  }

  private static StoredLine storedLine(ResultSet rs) throws SQLException {
    return new StoredLine(
        rs.getObject("workspace_id", UUID.class),
        rs.getString("blobs"),
        new Line(
            rs.getLong("sequence"),
            rs.getObject("at", OffsetDateTime.class).toInstant(),
            rs.getString("type"),
            rs.getString("payload"),
            Hash.of(rs.getBytes("hash"))));
  }

  Signalled signalled(UUID executionId, String signalId) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select count(*) filter (where type = 'SignalReceived')
                                - count(*) filter (where type = 'SignalTaken') as kept,
                            coalesce(bool_or(type = 'SignalReceived'
                                and starts_with(payload, :beginning)), false) as known
                        from execution_event
                        where execution_id = :id and type in ('SignalReceived', 'SignalTaken')
                        """)
                    .bind("id", executionId)
                    // Not by the JSON functions: they refuse what a payload may hold, NUL.
                    .bind("beginning", "{\"signalId\":" + Json.write(signalId) + ",")
                    .map((rs, context) -> new Signalled(rs.getLong("kept"), rs.getBoolean("known")))
                    .one()));
  }
}
