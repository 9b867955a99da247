package io.aiops.studio.host.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Which executions need a blob: it goes with the last of them. */
final class BlobUses {

  record Use(UUID workspaceId, String hash, UUID executionId) {}

  private BlobUses() {}

  /** In one statement, and in one order everywhere, so that two nodes never wait for each other. */
  static void insert(Connection connection, List<Use> uses) throws SQLException {
    if (uses.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into blob_use (workspace_id, hash, execution_id)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[]) order by 1, 2, 3
            on conflict do nothing
            """)) {
      Sql.column(insert, 1, "uuid", uses, Use::workspaceId);
      Sql.column(insert, 2, "text", uses, Use::hash);
      Sql.column(insert, 3, "uuid", uses, Use::executionId);
      insert.executeUpdate();
    }
  }
}
