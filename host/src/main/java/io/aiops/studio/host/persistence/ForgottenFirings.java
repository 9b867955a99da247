package io.aiops.studio.host.persistence;

import io.aiops.studio.host.trigger.FiringStore.New;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Firings that are removed, and the times of schedules of which it is then unknown whether they
 * have fired.
 */
final class ForgottenFirings {

  private final Sql sql;

  ForgottenFirings(Sql sql) {
    this.sql = sql;
  }

  /** As {@link io.aiops.studio.host.trigger.FiringStore#forget}. */
  int forget(UUID workspaceId, Instant triedBefore, int most) {
    Long[] ids =
        sql.list(
                """
                select id from trigger_firing f
                where workspace_id = :workspaceId and try_at < :before and status <> 'DUE'
                    and not reply_due
                    and not exists (select from execution e where e.id = f.execution_id)
                order by try_at limit :most
                """,
                Map.of("workspaceId", workspaceId, "before", triedBefore, "most", most),
                row -> row.big("id"))
            .toArray(Long[]::new);
    if (ids.length == 0) {
      return 0;
    }
    // In a transaction before theirs: whoever finds one of them gone sees this, too.
    sql.change(
        """
        update workflow_trigger t set forgotten_to = greatest(t.forgotten_to, gone.last)
        from (select trigger_id, max(scheduled_at) as last from trigger_firing
              where id = any(:ids) and status = 'STARTED' group by trigger_id) gone
        where t.id = gone.trigger_id and gone.last is not null
        """,
        Map.of("ids", ids));
    // One that failed may have been opened again meanwhile.
    return sql.change(
        """
        delete from trigger_firing
        where id = any(:ids) and try_at < :before and status <> 'DUE' and not reply_due
        """,
        Map.of("ids", ids, "before", triedBefore));
  }

  /**
   * In the transaction that has made up for them: a firing that went before that did so after the
   * trigger was told.
   *
   * @throws io.aiops.studio.host.problem.InvalidException if one of the times may have fired
   */
  static void refuse(Handle handle, List<New> madeUp) {
    UUID[] triggers = madeUp.stream().map(New::triggerId).distinct().toArray(UUID[]::new);
    Map<UUID, Instant> forgotten =
        handle
            .createQuery(
                "select id, forgotten_to from workflow_trigger"
                    + " where id = any(:ids) and forgotten_to is not null")
            .bind("ids", triggers)
            .map((columns, context) -> {
              Sql.Row row = new Sql.Row(columns);
              return Map.entry(row.uuid("id"), row.instant("forgotten_to"));
            })
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    for (New firing : madeUp) {
      firing.refuseIfForgotten(forgotten.get(firing.triggerId()));
    }
  }
}
