package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.Parent;
import io.aiops.studio.host.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/** What an execution was started with, as its row has it. */
final class HeaderRow {

  static final String SELECT =
      """
      select id, workspace_id, workflow_id, workflow, version, status, inputs, started_by,
             created_at, request_hash, last_sequence, origin,
             priority, limited, parent
      from execution
      """;

  private HeaderRow() {}

  static Header read(ResultSet rs, StatementContext context) throws SQLException {
    return new Header(
        rs.getObject("id", UUID.class),
        rs.getObject("workspace_id", UUID.class),
        rs.getObject("workflow_id", UUID.class),
        rs.getString("workflow"),
        rs.getInt("version"),
        ExecutionStatus.valueOf(rs.getString("status")),
        Json.parseMap(rs.getString("inputs")),
        rs.getString("started_by"),
        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
        rs.getString("request_hash"),
        rs.getLong("last_sequence"),
        rs.getString("origin") == null ? null : Json.parse(rs.getString("origin"), Origin.class),
        rs.getInt("priority"),
        rs.getBoolean("limited"),
        rs.getString("parent") == null ? null : Json.parse(rs.getString("parent"), Parent.class));
  }
}
