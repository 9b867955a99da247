package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.Creation;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Origin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepts executions that are asked for, and says of each why not. */
final class Acceptance {

  private final Database database;

  Acceptance(Database database) {
    this.database = database;
  }

  /** In whatever transaction the connection is. */
  List<Creation> of(Connection connection, List<Request> requests) throws SQLException {
    Set<UUID> origins = RequestRows.lockOrigins(connection, requests);
    List<Request> whole =
        requests.stream().filter(request -> orphaned(request, origins) == null).toList();
    Set<UUID> fresh = RequestRows.insert(connection, whole);
    return requests.stream()
        .map(request ->
            fresh.contains(request.id())
                ? new Creation.Accepted()
                : notAccepted(connection, request, origins))
        .toList();
  }

  private static Creation.@Nullable Orphaned orphaned(Request request, Set<UUID> origins) {
    Origin origin = request.origin();
    return origin == null || origins.contains(origin.executionId())
        ? null
        : new Creation.Orphaned(origin.executionId());
  }

  private Creation notAccepted(Connection connection, Request request, Set<UUID> origins) {
    Creation.Orphaned orphaned = orphaned(request, origins);
    if (orphaned != null) {
      return orphaned;
    }
    if (request.idempotencyKey() == null) {
      return new Creation.Outdated();
    }
    return database.available(() ->
        database
            .jdbi()
            .open(connection)
            .createQuery(
                HeaderRow.SELECT + " where workspace_id = :workspaceId and idempotency_key = :key")
            .bind("workspaceId", request.workspaceId())
            .bind("key", request.idempotencyKey())
            .map(HeaderRow::read)
            .findOne()
            .<Creation>map(Creation.Repeated::new)
            .orElseGet(Creation.Outdated::new));
  }
}
