package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.execution.StepState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Writes which attempts have places at connections or wait for them, as their events say. */
final class PlaceRows {

  private final Connection connection;

  PlaceRows(Connection connection) {
    this.connection = connection;
  }

  /** Whether these write none. */
  static boolean none(List<Append> appends) {
    return appends.stream().noneMatch(append -> append.state().placing().ever());
  }

  /** In the transaction that appends the events. Who never needed a place costs nothing. */
  void follow(List<Append> appends) throws SQLException {
    for (Append append : appends) {
      if (append.state().placing().ever()) {
        follow(append);
      }
    }
  }

  private void follow(Append append) throws SQLException {
    ExecutionState state = append.state();
    List<StepState> kept = state.status().terminal() ? List.of() : state.placing().steps();
    leave(state.id(), kept.stream().map(StepState::path).toList());
    for (Event event : append.events()) {
      for (StepState step : kept) {
        boolean waits = step.status() == StepState.Status.WAITING;
        switch (event) {
          case Event.StepQueued e
              when waits && same(step, e.path(), e.attempt(), e.round() - step.admitted()) ->
              ask(append, step);
          case Event.StepAdmitted e
              when !waits && same(step, e.path(), e.attempt(), e.round() + 1 - step.admitted()) ->
              take(state.id(), e);
          default -> {}
        }
      }
    }
  }

  private static boolean same(StepState step, String path, int attempt, int roundsApart) {
    return step.path().equals(path) && step.attempt() == attempt && roundsApart == 0;
  }

  private void leave(UUID executionId, List<String> kept) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from place where execution_id = ? and not path = any(?)")) {
      delete.setObject(1, executionId);
      delete.setArray(2, connection.createArrayOf("text", kept.toArray()));
      delete.executeUpdate();
    }
  }

  private void ask(Append append, StepState step) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into place (execution_id, path, workspace_id, attempt, round, connections,
                priority, asked_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (execution_id, path) do update set attempt = excluded.attempt,
                round = excluded.round, connections = excluded.connections,
                priority = excluded.priority, asked_at = excluded.asked_at, granted_at = null,
                taken = false
            """)) {
      insert.setObject(1, append.state().id());
      insert.setString(2, step.path());
      insert.setObject(3, append.state().workspaceId());
      insert.setInt(4, step.attempt());
      insert.setInt(5, step.admitted());
      insert.setArray(
          6,
          connection.createArrayOf(
              "uuid", step.places().stream().map(Place::connectionId).sorted().toArray()));
      insert.setInt(7, append.state().priority());
      insert.setObject(8, append.at().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  private void take(UUID executionId, Event.StepAdmitted e) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update place set taken = true
            where execution_id = ? and path = ? and attempt = ? and round = ?
            """)) {
      update.setObject(1, executionId);
      update.setString(2, e.path());
      update.setInt(3, e.attempt());
      update.setInt(4, e.round());
      update.executeUpdate();
    }
  }
}
