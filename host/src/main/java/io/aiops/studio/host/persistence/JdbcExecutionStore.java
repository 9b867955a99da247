package io.aiops.studio.host.persistence;

import io.aiops.studio.host.blob.BlobStore;
import io.aiops.studio.host.blob.Slim;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.Handover;
import io.aiops.studio.host.execution.Hash;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.Parent;
import io.aiops.studio.host.execution.Promise;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.persistence.LogRows.EventRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Executions in PostgreSQL. Appending is {@link LogRows}: the engine's hot path. */
public final class JdbcExecutionStore implements ExecutionStore {

  private static final String HEADER =
      """
      select id, workspace_id, workflow_id, workflow, version, status, inputs, started_by,
             created_at, request_hash, last_sequence, origin,
             priority, limited, parent
      from execution
      """;

  private final Database database;
  private final BlobStore blobs;

  public JdbcExecutionStore(Database database) {
    this(database, new JdbcBlobStore(database));
  }

  /**
   * @param blobs for the large values of events
   */
  public JdbcExecutionStore(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  private Jdbi jdbi() {
    return database.jdbi();
  }

  @Override
  public List<Creation> create(List<Request> requests) {
    // Whoever has a key may be a repeat, which is looked up before any of them counts as accepted.
    boolean keys = requests.stream().anyMatch(request -> request.idempotencyKey() != null);
    try (Connection connection = database.keyed().getConnection()) {
      connection.setAutoCommit(!keys);
      try {
        Set<UUID> fresh = RequestRows.insert(connection, requests);
        List<Creation> creations =
            requests.stream()
                .map(request ->
                    fresh.contains(request.id())
                        ? new Creation.Accepted()
                        : notAccepted(connection, request))
                .toList();
        if (keys) {
          connection.commit();
        }
        return creations;
      } catch (SQLException | RuntimeException e) {
        if (keys) {
          undo(connection, e);
        }
        throw e;
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  private Creation notAccepted(Connection connection, Request request) {
    if (request.idempotencyKey() == null) {
      return new Creation.Outdated();
    }
    return database.available(() ->
        jdbi()
            .open(connection)
            .createQuery(HEADER + " where workspace_id = :workspaceId and idempotency_key = :key")
            .bind("workspaceId", request.workspaceId())
            .bind("key", request.idempotencyKey())
            .map(JdbcExecutionStore::header)
            .findOne()
            .<Creation>map(Creation.Repeated::new)
            .orElseGet(Creation.Outdated::new));
  }

  @Override
  public Optional<Header> header(UUID executionId) {
    return database.available(() ->
        jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(HEADER + " where id = :id")
                    .bind("id", executionId)
                    .map(JdbcExecutionStore::header)
                    .findOne()));
  }

  @Override
  public List<UUID> due(Instant now, Instant next, int limit) {
    return database.available(() ->
        jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        update execution set look_at = :next where id in (
                            select id from execution where look_at <= :now
                            order by look_at limit :limit for update skip locked)
                        returning id
                        """)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("next", next.atOffset(ZoneOffset.UTC))
                    .bind("limit", limit)
                    .mapTo(UUID.class)
                    .list()));
  }

  @Override
  public int hasten(Instant now) {
    return database.available(() ->
        jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate("update execution set look_at = :now where look_at > :now")
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute()));
  }

  /** As it lies in its row. */
  private record StoredLine(UUID workspaceId, @Nullable String blobs, Line line) {
    Line whole(Map<String, String> found) {
      return blobs == null ? line : line.with(Slim.whole(line.payload(), blobs, found));
    }
  }

  @Override
  public List<Line> lines(UUID executionId, long after, int limit) {
    List<StoredLine> stored =
        database.available(() ->
            jdbi()
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
            instant(rs, "at"),
            rs.getString("type"),
            rs.getString("payload"),
            Hash.of(rs.getBytes("hash"))));
  }

  @Override
  public List<Recorded> events(UUID executionId, long after, int limit) {
    return lines(executionId, after, limit).stream()
        .map(line ->
            new Recorded(line.sequence(), line.at(), EventCodec.read(line.type(), line.payload())))
        .toList();
  }

  @Override
  public Signalled signalled(UUID executionId, String signalId) {
    return database.available(() ->
        jdbi()
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

  @Override
  public void append(List<Append> appends, Handover handover) {
    List<EventRow> rows = rows(appends);
    keepBlobs(rows);
    List<Shown> shown = appends.stream().map(Append::row).filter(Objects::nonNull).toList();
    if (handover.none() && eventsAlone(appends, rows)) {
      writeAtOnce(rows, shown);
      return;
    }
    write(connection -> {
      insertBlobUses(connection, rows);
      LogRows.write(connection, rows, shown);
      if (!appends.isEmpty()) {
        new ApprovalRows(connection).follow(appends);
        new ClaimRows(connection).follow(appends);
        new PlaceRows(connection).follow(appends);
      }
      if (!handover.none()) {
        handOver(connection, handover);
      }
    });
  }

  /** Most of what the engine writes: then one statement is the whole transaction. */
  private static boolean eventsAlone(List<Append> appends, List<EventRow> rows) {
    return ApprovalRows.none(appends)
        && ClaimRows.none(appends)
        && PlaceRows.none(appends)
        && rows.stream().allMatch(row -> row.slim().cuts().isEmpty());
  }

  private static void handOver(Connection connection, Handover handover) throws SQLException {
    if (!handover.children().isEmpty()) {
      RequestRows.insert(connection, handover.children());
    }
    PromiseRows.keep(connection, handover.kept());
    PromiseRows.insert(connection, handover.promises());
  }

  @Override
  public List<Promise> unkept(Instant before, Instant now, int limit) {
    return database.available(
        () -> jdbi().withHandle(handle -> PromiseRows.unkept(handle, before, now, limit)));
  }

  @Override
  public void bringUpToDate(List<Shown> rows) {
    writeAtOnce(List.of(), rows);
  }

  @FunctionalInterface
  private interface Writing {
    void to(Connection connection) throws SQLException;
  }

  /** A single statement, which commits by itself: one round trip instead of two. */
  private void writeAtOnce(List<EventRow> events, List<Shown> shown) {
    try (Connection connection = database.keyed().getConnection()) {
      LogRows.write(connection, events, shown);
    } catch (SQLException e) {
      throw Refusal.of(e);
    }
  }

  /** A connection that broke has nothing to take back: what broke it counts. */
  private static void undo(Connection connection, Exception why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private void write(Writing writing) {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        writing.to(connection);
        connection.commit();
      } catch (SQLException e) {
        undo(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw Refusal.of(e);
    }
  }

  private static List<EventRow> rows(List<Append> appends) {
    List<EventRow> rows = new ArrayList<>();
    for (Append append : appends) {
      for (Line line : append.lines()) {
        rows.add(
            new EventRow(
                append.state().id(), append.state().workspaceId(), line, Slim.of(line.payload())));
      }
    }
    return rows;
  }

  /** Before the events that need them: what is put and not needed in the end is harmless. */
  private void keepBlobs(List<EventRow> rows) {
    for (EventRow row : rows) {
      if (!row.slim().cuts().isEmpty()) {
        blobs.put(row.workspaceId(), row.slim().cuts().stream().map(Slim.Cut::blob).toList());
      }
    }
  }

  private static void insertBlobUses(Connection connection, List<EventRow> rows)
      throws SQLException {
    if (rows.stream().allMatch(row -> row.slim().cuts().isEmpty())) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into blob_use (workspace_id, hash, execution_id) values (?, ?, ?)"
                + " on conflict do nothing")) {
      for (EventRow row : rows) {
        for (Slim.Cut cut : row.slim().cuts()) {
          insert.setObject(1, row.workspaceId());
          insert.setString(2, cut.blob().hash());
          insert.setObject(3, row.executionId());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  /** A text column takes all of Unicode but NUL; the event itself, being JSON, keeps even that. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static Header header(ResultSet rs, StatementContext context) throws SQLException {
    return new Header(
        rs.getObject("id", UUID.class),
        rs.getObject("workspace_id", UUID.class),
        rs.getObject("workflow_id", UUID.class),
        rs.getString("workflow"),
        rs.getInt("version"),
        ExecutionStatus.valueOf(rs.getString("status")),
        Json.parseMap(rs.getString("inputs")),
        rs.getString("started_by"),
        instant(rs, "created_at"),
        rs.getString("request_hash"),
        rs.getLong("last_sequence"),
        rs.getString("origin") == null ? null : Json.parse(rs.getString("origin"), Origin.class),
        rs.getInt("priority"),
        rs.getBoolean("limited"),
        rs.getString("parent") == null ? null : Json.parse(rs.getString("parent"), Parent.class));
  }

  static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }
}
