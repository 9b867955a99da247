package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.execution.DeadLetterStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Dead letters in PostgreSQL. */
public final class JdbiDeadLetterStore implements DeadLetterStore {

  private final Sql sql;

  public JdbiDeadLetterStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public void keep(DeadLetter letter) {
    sql.change(
        """
        insert into dead_letter (id, workspace_id, execution_id, type, body, why, tries, at)
        values (:id, :workspace, :execution, :type, :body, :why, :tries, :at)
        on conflict (id) do nothing
        """,
        Map.of(
            "id", letter.id(),
            "workspace", letter.workspaceId(),
            "execution", letter.executionId(),
            "type", letter.type(),
            "body", letter.body(),
            "why", letter.why(),
            "tries", letter.tries(),
            "at", letter.at()));
  }

  @Override
  public List<DeadLetter> list(UUID workspaceId, int limit) {
    return sql.list(
        "select * from dead_letter where workspace_id = :workspace order by at desc, id limit :limit",
        Map.of("workspace", workspaceId, "limit", limit),
        JdbiDeadLetterStore::letter);
  }

  @Override
  public Optional<DeadLetter> find(UUID workspaceId, UUID id) {
    return sql.find(
        "select * from dead_letter where workspace_id = :workspace and id = :id",
        Map.of("workspace", workspaceId, "id", id),
        JdbiDeadLetterStore::letter);
  }

  @Override
  public boolean edit(DeadLetter letter) {
    return sql.change(
            "update dead_letter set body = :body where workspace_id = :workspace and id = :id",
            Map.of("body", letter.body(), "workspace", letter.workspaceId(), "id", letter.id()))
        > 0;
  }

  @Override
  public boolean remove(UUID workspaceId, UUID id) {
    return sql.change(
            "delete from dead_letter where workspace_id = :workspace and id = :id",
            Map.of("workspace", workspaceId, "id", id))
        > 0;
  }

  private static DeadLetter letter(Sql.Row row) throws java.sql.SQLException {
    return new DeadLetter(
        row.uuid("id"),
        row.uuid("workspace_id"),
        row.uuid("execution_id"),
        row.text("type"),
        row.text("body"),
        row.text("why"),
        row.number("tries"),
        row.instant("at"));
  }
}
