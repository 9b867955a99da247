package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Writes claims of places as their executions are queued, admitted and ended. */
final class ClaimRows {

  private final Connection connection;

  ClaimRows(Connection connection) {
    this.connection = connection;
  }

  /** Whether there is nothing to write for these. */
  static boolean none(List<Append> appends) {
    return appends.stream().noneMatch(ClaimRows::concerns);
  }

  private static boolean concerns(Append append) {
    return append.state().limited();
  }

  /** In the transaction that appends the events. What is not limited costs nothing. */
  void follow(List<Append> appends) throws SQLException {
    for (Append append : appends) {
      if (concerns(append)) {
        follow(append);
      }
    }
  }

  private void follow(Append append) throws SQLException {
    ExecutionState state = append.state();
    if (state.status().terminal()) {
      change("delete from limit_claim where execution_id = ?", state.id());
      return;
    }
    for (Event event : append.events()) {
      switch (event) {
        case Event.ExecutionQueued e -> claim(append);
        case Event.ExecutionAdmitted e ->
            change("update limit_claim set taken = true where execution_id = ?", state.id());
        default -> {}
      }
    }
  }

  private void claim(Append append) throws SQLException {
    ExecutionState state = append.state();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into limit_claim (execution_id, workspace_id, workflow_id, workflow_most,
                priority, asked_at)
            select id, workspace_id, workflow_id, ?, priority, ? from execution where id = ?
            """)) {
      insert.setInt(1, state.workflow().queueing().executions());
      insert.setObject(2, append.at().atOffset(ZoneOffset.UTC));
      insert.setObject(3, state.id());
      insert.executeUpdate();
    }
  }

  private void change(String statement, UUID executionId) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(statement)) {
      change.setObject(1, executionId);
      change.executeUpdate();
    }
  }
}
