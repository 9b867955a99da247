package io.aiops.studio.host.persistence;

import io.aiops.studio.host.blob.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Which executions need a blob: it goes with the last of them. */
final class BlobUses {

  private BlobUses() {}

  static void insert(Connection connection, UUID workspaceId, Blob blob, UUID executionId)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into blob_use (workspace_id, hash, execution_id) values (?, ?, ?)"
                + " on conflict do nothing")) {
      insert.setObject(1, workspaceId);
      insert.setString(2, blob.hash());
      insert.setObject(3, executionId);
      insert.executeUpdate();
    }
  }
}
