package io.aiops.studio.host.persistence;

import io.aiops.studio.host.reliance.RelianceStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What relies on plugins, in PostgreSQL. */
public final class JdbiRelianceStore implements RelianceStore {

  private static final UUID FIRST = new UUID(0, 0);

  private final Sql sql;

  public JdbiRelianceStore(Database database) {
    this.sql = new Sql(database);
  }

  /** In a text with escapes, a name need not stand as it is. */
  @Override
  public List<Definition> newest(
      @Nullable Collection<String> naming, @Nullable UUID after, int limit) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("after", after == null ? FIRST : after);
    values.put("limit", limit);
    values.put("all", naming == null);
    values.put("names", naming == null ? new String[0] : naming.toArray(String[]::new));
    return sql.list(
        """
        select w.workspace_id, w.id, w.name, v.version, v.text
        from workflow w join workflow_version v
            on v.workflow_id = w.id and v.version = w.newest_version
        where w.id > :after and not w.removed
            and (:all or strpos(v.text, chr(92)) > 0
                or exists (select from unnest(cast(:names as text[])) as named where strpos(v.text, named) > 0))
        order by w.id limit :limit
        """,
        values,
        row ->
            new Definition(
                row.uuid("workspace_id"),
                row.uuid("id"),
                row.text("name"),
                row.number("version"),
                row.text("text")));
  }

  /**
   * What nobody looks at any more has no time to be looked at: the index on it knows the others.
   */
  @Override
  public List<InFlight> inFlight(int limit) {
    return sql.list(
        """
        select workspace_id, workflow_id, version, count(*) as executions from execution
        where look_at is not null and ended_at is null
        group by workspace_id, workflow_id, version order by executions desc, workflow_id, version
        limit :limit
        """,
        Map.of("limit", limit),
        row ->
            new InFlight(
                row.uuid("workspace_id"),
                row.uuid("workflow_id"),
                row.number("version"),
                row.big("executions")));
  }

  @Override
  public List<Owned> connections(Collection<String> providers) {
    return sql.list(
        """
        select * from connection where provider = any(:providers) order by workspace_id, kind, name
        """,
        Map.of("providers", providers.toArray(String[]::new)),
        row -> new Owned(row.uuid("workspace_id"), JdbiConnectionStore.stored(row)));
  }
}
