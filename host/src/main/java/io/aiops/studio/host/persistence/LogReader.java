package io.aiops.studio.host.persistence;

import io.aiops.studio.host.blob.BlobStore;
import io.aiops.studio.host.blob.Slim;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.execution.ExecutionStore.Page;
import io.aiops.studio.host.execution.Hash;
import io.aiops.studio.host.execution.Signalled;
import io.aiops.studio.host.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads events as they were stored, their large values back in their places. */
final class LogReader {

  /** What is read at once: a page ends with the event that goes beyond. */
  static final int CHARACTERS = 4 * 1024 * 1024;

  /** By the primary key; what lies in a row is known without reading it, {@code octet_length}. */
  static final String PAGE =
      """
      select workspace_id, sequence, type, at, payload, hash, blobs, many
      from (
          select found.*, count(*) over () as many,
              sum(octet_length(payload)) over (order by sequence) - octet_length(payload) as before
          from (
              select workspace_id, sequence, type, at, payload, hash, blobs
              from execution_event
              where execution_id = :id and sequence > :after
              order by sequence limit :limit) found) sized
      where before < :most
      order by sequence
      """;

  private final Database database;
  private final BlobStore blobs;

  LogReader(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  /** As it lies in its row. */
  private record StoredLine(UUID workspaceId, @Nullable String blobs, Line line, int many) {
    Line whole(Map<String, String> found) {
      return blobs == null ? line : line.with(Slim.whole(line.payload(), blobs, found));
    }
  }

  Page page(UUID executionId, long after, int limit) {
    List<StoredLine> stored =
        database.available(() ->
            database
                .jdbi()
                .withHandle(handle ->
                    handle
                        .createQuery(PAGE)
                        .bind("id", executionId)
                        .bind("after", after)
                        // One more, to know whether there are.
                        .bind("limit", limit + 1L)
                        .bind("most", CHARACTERS)
                        .map((rs, context) -> storedLine(rs))
                        .list()));
    List<Line> lines = new ArrayList<>();
    long characters = 0;
    for (StoredLine one : stored) {
      if (lines.size() == limit || characters >= CHARACTERS) {
        break;
      }
      Line line = whole(one);
      lines.add(line);
      characters += line.payload().length();
    }
    return new Page(lines, !stored.isEmpty() && lines.size() < stored.getFirst().many());
  }

  private Line whole(StoredLine stored) {
    String places = stored.blobs();
    return places == null
        ? stored.line()
        : stored.whole(blobs.get(stored.workspaceId(), Slim.hashes(places)));
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
            Hash.of(rs.getBytes("hash"))),
        rs.getInt("many"));
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
