package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the table of approvals as the events say, in their transaction. Executions that never asked
 * anybody cost nothing.
 */
final class ApprovalRows {

  private final Connection connection;

  ApprovalRows(Connection connection) {
    this.connection = connection;
  }

  /** Whether there is nothing to write for these. */
  static boolean none(List<Append> appends) {
    return appends.stream().noneMatch(ApprovalRows::concerns);
  }

  private static boolean concerns(Append append) {
    return append.state().asked();
  }

  void follow(List<Append> appends) throws SQLException {
    for (Append append : appends) {
      if (concerns(append)) {
        for (Event event : append.events()) {
          follow(append, event);
        }
        withdraw(append.state());
      }
    }
  }

  private void follow(Append append, Event event) throws SQLException {
    switch (event) {
      case Event.ApprovalRequested e -> requested(append, e);
      case Event.ApprovalDecided e -> decided(append, e);
      case Event.ApprovalDelegated e ->
          assigned(id(append, e.path(), e.attempt(), e.round()), e.assignees(), false);
      case Event.ApprovalEscalated e ->
          assigned(id(append, e.path(), e.attempt(), e.round()), e.assignees(), true);
      default -> {}
    }
  }

  private static UUID id(Append append, String path, int attempt, int round) {
    return Approval.id(append.state().id(), path, attempt, round);
  }

  private void requested(Append append, Event.ApprovalRequested e) throws SQLException {
    ExecutionState state = append.state();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into approval (id, workspace_id, execution_id, workflow, path, attempt, round,
                tool, question, details, hash, assignees, requested_at, escalate_at, until, state)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING')
            on conflict (id) do nothing
            """)) {
      insert.setObject(1, id(append, e.path(), e.attempt(), e.round()));
      insert.setObject(2, state.workspaceId());
      insert.setObject(3, state.id());
      insert.setString(4, state.workflow().name());
      insert.setString(5, e.path());
      insert.setInt(6, e.attempt());
      insert.setInt(7, e.round());
      insert.setString(8, e.ask().tool());
      insert.setString(9, Sql.storable(e.ask().question()));
      insert.setString(10, Json.write(e.ask().details()));
      insert.setString(11, e.hash());
      insert.setArray(12, connection.createArrayOf("text", e.assignees().toArray()));
      insert.setObject(13, at(append.at()));
      insert.setObject(14, at(e.escalateAt()));
      insert.setObject(15, at(e.until()));
      insert.executeUpdate();
    }
  }

  private void decided(Append append, Event.ApprovalDecided e) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update approval set state = ?, decided_by = ?, decided_at = ?, comment = ?,
                decided_details = ?
            where id = ?
            """)) {
      update.setString(
          1,
          switch (e.verdict()) {
            case APPROVE -> "APPROVED";
            case EDIT -> "EDITED";
            case REJECT -> "REJECTED";
          });
      update.setString(2, e.by());
      update.setObject(3, at(append.at()));
      update.setString(4, Sql.storable(e.comment()));
      update.setString(5, e.details() == null ? null : Json.write(e.details()));
      update.setObject(6, id(append, e.path(), e.attempt(), e.round()));
      update.executeUpdate();
    }
  }

  private void assigned(UUID id, List<String> assignees, boolean escalated) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update approval set assignees = ?, escalated = escalated or ? where id = ?")) {
      update.setArray(1, connection.createArrayOf("text", assignees.toArray()));
      update.setBoolean(2, escalated);
      update.setObject(3, id);
      update.executeUpdate();
    }
  }

  /** What the execution does not wait for any more, nobody is asked. */
  private void withdraw(ExecutionState state) throws SQLException {
    Object[] open = state.approvals().values().stream().map(Approval::id).toArray();
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update approval set state = 'WITHDRAWN'
            where execution_id = ? and state in ('PENDING', 'DECIDING') and id <> all (?)
            """)) {
      update.setObject(1, state.id());
      update.setArray(2, connection.createArrayOf("uuid", open));
      update.executeUpdate();
    }
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
