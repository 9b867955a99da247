package io.aiops.studio.host.persistence;

import io.aiops.studio.host.blob.BlobStore;
import io.aiops.studio.host.blob.Slim;
import io.aiops.studio.host.execution.Creation;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.Handover;
import io.aiops.studio.host.execution.Promise;
import io.aiops.studio.host.execution.Signalled;
import io.aiops.studio.host.persistence.LogRows.EventRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Executions in PostgreSQL. Appending is {@link LogRows}: the engine's hot path. */
public final class JdbcExecutionStore implements ExecutionStore {

  private final Database database;
  private final BlobStore blobs;
  private final Acceptance acceptance;
  private final LogReader log;

  public JdbcExecutionStore(Database database) {
    this(database, new JdbcBlobStore(database));
  }

  /**
   * @param blobs for the large values of events
   */
  public JdbcExecutionStore(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
    this.acceptance = new Acceptance(database);
    this.log = new LogReader(database, blobs);
  }

  private Jdbi jdbi() {
    return database.jdbi();
  }

  @Override
  public List<Creation> create(List<Request> requests) {
    // Whoever has a key may be a repeat, which is looked up before any of them counts as accepted;
    // what others go on from must be there still when they are.
    boolean together =
        requests.stream()
            .anyMatch(request -> request.idempotencyKey() != null || request.origin() != null);
    try (Connection connection = database.keyed().getConnection()) {
      connection.setAutoCommit(!together);
      try {
        List<Creation> creations = acceptance.of(connection, requests);
        if (together) {
          connection.commit();
        }
        return creations;
      } catch (SQLException | RuntimeException e) {
        if (together) {
          undo(connection, e);
        }
        throw e;
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public Creation retry(Request request, UUID retried) {
    // Not one of the connections that the engine and starts have: others may be waited for here.
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        RetryRows.awaitTurn(connection, retried);
        // First: what was accepted under the same key before is no other retry.
        Creation creation = acceptance.of(connection, List.of(request)).getFirst();
        if (creation instanceof Creation.Accepted) {
          Optional<Creation.GoneOn> gone = RetryRows.goneOn(connection, retried);
          if (gone.isPresent()) {
            connection.rollback();
            return gone.get();
          }
          RetryRows.mark(connection, retried, request.id());
        }
        connection.commit();
        return creation;
      } catch (SQLException | RuntimeException e) {
        undo(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public Optional<Header> header(UUID executionId) {
    return database.available(() ->
        jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(HeaderRow.SELECT + " where id = :id")
                    .bind("id", executionId)
                    .map(HeaderRow::read)
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

  @Override
  public Page page(UUID executionId, long after, int limit) {
    return log.page(executionId, after, limit);
  }

  @Override
  public Signalled signalled(UUID executionId, String signalId) {
    return log.signalled(executionId, signalId);
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
    List<BlobUses.Use> uses = new ArrayList<>();
    for (EventRow row : rows) {
      for (Slim.Cut cut : row.slim().cuts()) {
        uses.add(new BlobUses.Use(row.workspaceId(), cut.blob().hash(), row.executionId()));
      }
    }
    BlobUses.insert(connection, uses);
  }
}
