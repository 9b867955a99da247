package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Executions as they are asked for, many in one statement. */
final class RequestRows {

  private RequestRows() {}

  /**
   * What requests go on from, as far as it is there; it stays until the transaction ends. Of what
   * is being removed this waits for the end.
   */
  static Set<UUID> lockOrigins(Connection connection, List<Request> requests) throws SQLException {
    UUID[] origins =
        requests.stream()
            .map(Request::origin)
            .filter(Objects::nonNull)
            .map(Origin::executionId)
            .toArray(UUID[]::new);
    if (origins.length == 0) {
      return Set.of();
    }
    try (PreparedStatement lock =
        connection.prepareStatement(
            "select id from execution where id = any(?) order by id for key share")) {
      lock.setArray(1, connection.createArrayOf("uuid", origins));
      return ids(lock);
    }
  }

  private static Set<UUID> ids(PreparedStatement statement) throws SQLException {
    Set<UUID> ids = new HashSet<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  /** All in one statement; those whose key was used before and outdated ones are left out. */
  static Set<UUID> insert(Connection connection, List<Request> requests) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into execution (id, workspace_id, workflow_id, workflow, version, status,
                inputs, started_by, created_at, idempotency_key, request_hash, origin,
                priority, limited, look_at, parent, parent_id)
            select request.id, request.workspace_id, workflow_id, workflow, version, 'PENDING',
                inputs, started_by, created_at, idempotency_key, request_hash, origin, priority,
                limited, look_at, parent, parent_id
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::text[],
                ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::int2[],
                ?::bool[], ?::timestamptz[], ?::text[], ?::uuid[], ?::bool[])
                as request (id, workspace_id, workflow_id, workflow, version, inputs,
                    started_by, created_at, idempotency_key, request_hash, origin, priority,
                    limited, look_at, parent, parent_id, newest)
            left join workflow on newest and workflow.id = workflow_id
            where workflow.id is null or (newest_version = version and not removed)
            on conflict (workspace_id, idempotency_key)
                where idempotency_key is not null do nothing
            returning id
            """)) {
      Sql.column(insert, 1, "uuid", requests, Request::id);
      Sql.column(insert, 2, "uuid", requests, Request::workspaceId);
      Sql.column(insert, 3, "uuid", requests, Request::workflowId);
      Sql.column(insert, 4, "text", requests, Request::workflow);
      Sql.column(insert, 5, "int4", requests, Request::version);
      Sql.column(insert, 6, "text", requests, request -> Json.write(request.inputs()));
      Sql.column(insert, 7, "text", requests, Request::startedBy);
      Sql.column(insert, 8, "timestamptz", requests, request -> request.createdAt().toString());
      Sql.column(insert, 9, "text", requests, Request::idempotencyKey);
      Sql.column(insert, 10, "text", requests, Request::requestHash);
      Sql.column(
          insert,
          11,
          "text",
          requests,
          request -> request.origin() == null ? null : Json.write(request.origin()));
      Sql.column(insert, 12, "int2", requests, Request::priority);
      Sql.column(insert, 13, "bool", requests, Request::limited);
      Sql.column(insert, 14, "timestamptz", requests, request -> request.lookAt().toString());
      Sql.column(
          insert,
          15,
          "text",
          requests,
          request -> request.parent() == null ? null : Json.write(request.parent()));
      Sql.column(
          insert,
          16,
          "uuid",
          requests,
          request -> request.parent() == null ? null : request.parent().executionId());
      Sql.column(insert, 17, "bool", requests, Request::newest);
      return ids(insert);
    }
  }
}
