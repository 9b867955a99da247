package io.aiops.studio.host.persistence;

import io.aiops.studio.host.identity.AuditLog;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.IdentityViews.AuditPage;
import io.aiops.studio.host.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The audit record in PostgreSQL, where a trigger refuses to change or delete a line. Called within
 * a JDBI transaction of the same thread it becomes part of it.
 */
public final class JdbiAuditLog implements AuditLog {

  private final Sql sql;
  private final Clock clock;

  public JdbiAuditLog(Database database, Clock clock) {
    this.sql = new Sql(database);
    this.clock = clock;
  }

  @Override
  public void record(
      Caller caller, String action, String subject, Map<String, @Nullable Object> details) {
    sql.change(
        """
        insert into audit_record (workspace_id, at, user_id, user_name, action, subject, details)
        values (:workspace, :at, :user, :userName, :action, :subject, cast(:details as jsonb))
        """,
        Map.of(
            "workspace", caller.workspaceId(),
            "at", clock.instant(),
            "user", caller.userId(),
            "userName", caller.userName(),
            "action", action,
            "subject", subject,
            "details", Json.write(details)));
  }

  @Override
  public AuditPage page(UUID workspaceId, @Nullable Long before, int limit) {
    List<AuditEntry> items =
        sql.list(
            """
            select * from audit_record where workspace_id = :workspace and id < :before
            order by id desc limit :limit
            """,
            Map.of(
                "workspace",
                workspaceId,
                "before",
                before == null ? Long.MAX_VALUE : before,
                "limit",
                limit + 1),
            row ->
                new AuditEntry(
                    row.big("id"),
                    row.instant("at"),
                    row.text("user_name"),
                    row.text("action"),
                    row.text("subject"),
                    Json.parseMap(row.text("details"))));
    if (items.size() <= limit) {
      return new AuditPage(items, null);
    }
    List<AuditEntry> page = items.subList(0, limit);
    return new AuditPage(page, page.getLast().id());
  }
}
