package io.aiops.studio.host.persistence;

import io.aiops.studio.host.blob.Blob;
import io.aiops.studio.host.blob.BlobStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Blobs in PostgreSQL, which compresses them. */
public final class JdbcBlobStore implements BlobStore {

  private final Database database;

  public JdbcBlobStore(Database database) {
    this.database = database;
  }

  @Override
  public void put(UUID workspaceId, Collection<Blob> blobs) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into blob (workspace_id, hash, content) values (?, ?, ?)
                on conflict (workspace_id, hash) do update set used_at = now()
                """)) {
      for (Blob blob : blobs) {
        insert.setObject(1, workspaceId);
        insert.setString(2, blob.hash());
        insert.setBytes(3, blob.text().getBytes(StandardCharsets.UTF_8));
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public Map<String, String> get(UUID workspaceId, Set<String> hashes) {
    Map<String, String> found = new HashMap<>();
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select hash, content from blob where workspace_id = ? and hash = any(?)")) {
      query.setObject(1, workspaceId);
      query.setArray(2, connection.createArrayOf("text", hashes.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          byte[] content = rows.getBytes(2);
          found.put(rows.getString(1), new String(content, StandardCharsets.UTF_8));
          if (!Blob.hash(content).equals(rows.getString(1))) {
            throw new IllegalStateException("The blob " + rows.getString(1) + " was changed");
          }
        }
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
    for (String hash : hashes) {
      if (!found.containsKey(hash)) {
        throw new IllegalStateException("The blob " + hash + " is missing");
      }
    }
    return found;
  }
}
