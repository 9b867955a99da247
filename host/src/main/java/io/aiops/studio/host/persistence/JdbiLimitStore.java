package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.LimitStore;
import io.aiops.studio.host.execution.Turns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Places in PostgreSQL. One node gives them out at a time: the others find the lock taken. */
public final class JdbiLimitStore implements LimitStore {

  private static final long LOCK = 0x7475_726e_7301L;
  private static final int AT_ONCE = 500;

  /** Of each workflow only so many are looked at: no more get a place at once. */
  private static final int LOOKED_AT = 200;

  private final Database database;
  private final Sql sql;

  public JdbiLimitStore(Database database) {
    this.database = database;
    this.sql = new Sql(database);
  }

  @Override
  public List<UUID> grant(int most) {
    return database.available(() -> database.jdbi().inTransaction(handle -> grant(handle, most)));
  }

  private List<UUID> grant(Handle handle, int most) {
    boolean ours =
        handle
            .createQuery("select pg_try_advisory_xact_lock(:lock)")
            .bind("lock", LOCK)
            .mapTo(Boolean.class)
            .one();
    if (!ours) {
      return List.of();
    }
    List<Turns.Waiting> waiting =
        handle
            .createQuery(
                """
                select first.* from
                    (select distinct workflow_id from limit_claim where granted_at is null) line,
                    lateral (select execution_id, workspace_id, workflow_id, workflow_most,
                                 priority, asked_at
                        from limit_claim each
                        where each.workflow_id = line.workflow_id and granted_at is null
                        order by priority desc, asked_at, execution_id limit :most) first
                order by asked_at, execution_id
                """)
            .bind("most", LOOKED_AT)
            .map((row, context) ->
                new Turns.Waiting(
                    row.getObject("execution_id", UUID.class),
                    row.getObject("workspace_id", UUID.class),
                    row.getObject("workflow_id", UUID.class),
                    row.getInt("workflow_most"),
                    row.getInt("priority")))
            .list();
    if (waiting.isEmpty()) {
      return List.of();
    }
    Turns turns = new Turns(most, workspaces(handle));
    handle
        .createQuery(
            """
            select workspace_id, workflow_id, count(*) as many from limit_claim
            where granted_at is not null group by workspace_id, workflow_id
            """)
        .map((row, context) -> {
          turns.running(
              row.getObject("workspace_id", UUID.class),
              row.getObject("workflow_id", UUID.class),
              row.getInt("many"));
          return true;
        })
        .list();
    List<UUID> chosen = turns.choose(waiting, AT_ONCE);
    if (!chosen.isEmpty()) {
      handle
          .createUpdate("update limit_claim set granted_at = now() where execution_id = any(:ids)")
          .bindArray("ids", UUID.class, chosen)
          .execute();
    }
    return chosen;
  }

  @Override
  public List<UUID> unheard(Duration since) {
    return sql.list(
        """
        select execution_id from limit_claim
        where not taken and granted_at < now() - make_interval(secs => :seconds) limit :most
        """,
        Map.of("seconds", since.toMillis() / 1000.0, "most", AT_ONCE),
        row -> row.uuid("execution_id"));
  }

  @Override
  public int mend() {
    return sql.change(
        """
        delete from limit_claim claim where not exists (select from execution
            where id = claim.execution_id and ended_at is null)
        """,
        Map.of());
  }

  @Override
  public Map<UUID, Integer> workspaces() {
    return database.available(() -> database.jdbi().withHandle(JdbiLimitStore::workspaces));
  }

  private static Map<UUID, Integer> workspaces(Handle handle) {
    return handle
        .createQuery("select workspace_id, executions from workspace_limit")
        .map((row, context) ->
            Map.entry(row.getObject("workspace_id", UUID.class), row.getInt("executions")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void bound(UUID workspaceId, int most) {
    if (most == 0) {
      sql.change(
          "delete from workspace_limit where workspace_id = :workspace",
          Map.of("workspace", workspaceId));
    } else {
      sql.change(
          """
          insert into workspace_limit (workspace_id, executions) values (:workspace, :most)
          on conflict (workspace_id) do update set executions = excluded.executions
          """,
          Map.of("workspace", workspaceId, "most", most));
    }
  }

  @Override
  public Standing standing(UUID workspaceId) {
    return sql.find(
            """
            select count(*) filter (where granted_at is not null) as running,
                count(*) filter (where granted_at is null) as waiting
            from limit_claim where workspace_id = :workspace
            """,
            Map.of("workspace", workspaceId),
            row -> new Standing(row.big("running"), row.big("waiting")))
        .orElseThrow();
  }
}
