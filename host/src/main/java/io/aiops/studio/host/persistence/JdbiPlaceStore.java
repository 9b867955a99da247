package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.PlaceStore;
import io.aiops.studio.host.execution.PlaceTurns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Places at connections, in PostgreSQL. One node gives them out at a time. */
public final class JdbiPlaceStore implements PlaceStore {

  private static final long LOCK = 0x7475_726e_7302L;
  private static final int AT_ONCE = 500;

  private final Database database;
  private final Sql sql;

  public JdbiPlaceStore(Database database) {
    this.database = database;
    this.sql = new Sql(database);
  }

  @Override
  public List<Holder> grant() {
    return database.available(
        () -> database.jdbi().inTransaction(handle -> ours(handle) ? grant(handle) : List.of()));
  }

  private static boolean ours(Handle handle) {
    return handle
        .createQuery("select pg_try_advisory_xact_lock(:lock)")
        .bind("lock", LOCK)
        .mapTo(Boolean.class)
        .one();
  }

  private static List<Holder> grant(Handle handle) {
    List<PlaceTurns.Waiting> waiting = waiting(handle);
    if (waiting.isEmpty()) {
      return List.of();
    }
    PlaceTurns turns = new PlaceTurns(bounds(handle));
    handle
        .createQuery("select execution_id, connections from place where granted_at is not null")
        .map((row, context) -> {
          turns.running(row.getObject("execution_id", UUID.class), connections(row));
          return true;
        })
        .list();
    List<Holder> chosen = turns.choose(waiting);
    if (!chosen.isEmpty()) {
      PreparedBatch batch =
          handle.prepareBatch(
              """
              update place set granted_at = now() where execution_id = :execution
                  and path = :path and attempt = :attempt and round = :round
              """);
      for (Holder each : chosen) {
        batch
            .bind("execution", each.executionId())
            .bind("path", each.path())
            .bind("attempt", each.attempt())
            .bind("round", each.round())
            .add();
      }
      batch.execute();
    }
    return chosen;
  }

  /** So many of each kind of need that none hides another, of each execution the first first. */
  private static List<PlaceTurns.Waiting> waiting(Handle handle) {
    return handle
        .createQuery(
            """
            select * from
                (select *, row_number() over (partition by connections
                        order by priority desc, nth, asked_at) as line from
                    (select *, row_number() over (partition by connections, execution_id
                            order by priority desc, asked_at) as nth
                        from place where granted_at is null) each) lines
            where line <= :most order by asked_at, execution_id, path
            """)
        .bind("most", AT_ONCE)
        .map((row, context) ->
            new PlaceTurns.Waiting(holder(row), connections(row), row.getInt("priority")))
        .list();
  }

  private static Map<UUID, Integer> bounds(Handle handle) {
    Map<UUID, Integer> bounds = new HashMap<>();
    handle
        .createQuery("select id, calls from connection where calls is not null")
        .map((row, context) ->
            bounds.put(row.getObject("id", UUID.class), row.getInt("calls")) == null)
        .list();
    return bounds;
  }

  private static Holder holder(ResultSet row) throws SQLException {
    return new Holder(
        row.getObject("execution_id", UUID.class),
        row.getString("path"),
        row.getInt("attempt"),
        row.getInt("round"));
  }

  private static Set<UUID> connections(ResultSet row) throws SQLException {
    return Set.of((UUID[]) row.getArray("connections").getArray());
  }

  @Override
  public List<Holder> unheard(Duration since) {
    return sql.list(
        """
        select execution_id, path, attempt, round from place
        where not taken and granted_at < now() - make_interval(secs => :seconds) limit :most
        """,
        Map.of("seconds", since.toMillis() / 1000.0, "most", AT_ONCE),
        row ->
            new Holder(
                row.uuid("execution_id"),
                row.text("path"),
                row.number("attempt"),
                row.number("round")));
  }

  @Override
  public int mend() {
    return sql.change(
        """
        delete from place where not exists (select from execution
            where id = place.execution_id and ended_at is null)
        """,
        Map.of());
  }

  @Override
  public List<Standing> standing(UUID workspaceId) {
    return sql.list(
        """
        select connection.name, kind, calls,
            count(*) filter (where granted_at is not null) as running,
            count(*) filter (where place.path is not null and granted_at is null) as waiting
        from connection left join place
            on place.workspace_id = connection.workspace_id and connection.id = any(connections)
        where connection.workspace_id = :workspace and calls is not null
        group by connection.id order by kind, connection.name
        """,
        Map.of("workspace", workspaceId),
        row ->
            new Standing(
                row.text("name"),
                row.text("kind"),
                row.number("calls"),
                row.big("running"),
                row.big("waiting")));
  }
}
