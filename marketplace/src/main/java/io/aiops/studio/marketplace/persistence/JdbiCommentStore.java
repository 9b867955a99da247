package io.aiops.studio.marketplace.persistence;

import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.persistence.Sql.Row;
import io.aiops.studio.marketplace.comment.Comment;
import io.aiops.studio.marketplace.comment.CommentStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Comments in PostgreSQL. */
public final class JdbiCommentStore implements CommentStore {

  private static final int MOST = 500;

  private final Sql sql;

  public JdbiCommentStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public List<Comment> of(String listing) {
    return sql.list(
        """
        select * from (select * from catalog_comment where listing = :listing
                       order by written_at desc, id limit :most) as newest
        order by written_at, id
        """,
        Map.of("listing", listing, "most", MOST),
        JdbiCommentStore::read);
  }

  @Override
  public Optional<Comment> find(String listing, UUID id) {
    return sql.find(
        "select * from catalog_comment where listing = :listing and id = :id",
        Map.of("listing", listing, "id", id),
        JdbiCommentStore::read);
  }

  @Override
  public int count(String listing, UUID user) {
    return sql.find(
            """
            select count(*) as times from catalog_comment
            where listing = :listing and user_id = :user
            """,
            Map.of("listing", listing, "user", user),
            row -> (int) row.big("times"))
        .orElse(0);
  }

  @Override
  public void add(Comment comment) {
    sql.change(
        """
        insert into catalog_comment
            (id, listing, workspace_id, user_id, user_name, words, written_at)
        values (:id, :listing, :workspace, :user, :name, :words, :at)
        """,
        Map.of(
            "id", comment.id(),
            "listing", comment.listing(),
            "workspace", comment.workspace(),
            "user", comment.user(),
            "name", comment.userName(),
            "words", comment.words(),
            "at", comment.writtenAt()));
  }

  @Override
  public boolean remove(String listing, UUID id) {
    return sql.change(
            "delete from catalog_comment where listing = :listing and id = :id",
            Map.of("listing", listing, "id", id))
        > 0;
  }

  @Override
  public boolean hide(String listing, UUID id, String reason) {
    return sql.change(
            """
            update catalog_comment set hidden = :reason where listing = :listing and id = :id
            """,
            Map.of("listing", listing, "id", id, "reason", reason))
        > 0;
  }

  private static Comment read(Row row) throws SQLException {
    return new Comment(
        row.uuid("id"),
        row.text("listing"),
        row.uuid("workspace_id"),
        row.uuid("user_id"),
        row.text("user_name"),
        row.text("words"),
        row.instant("written_at"),
        row.text("hidden"));
  }
}
