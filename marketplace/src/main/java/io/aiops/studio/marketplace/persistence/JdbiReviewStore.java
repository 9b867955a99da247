package io.aiops.studio.marketplace.persistence;

import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.persistence.Sql.Row;
import io.aiops.studio.marketplace.review.Review;
import io.aiops.studio.marketplace.review.ReviewStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reviews in PostgreSQL. */
public final class JdbiReviewStore implements ReviewStore {

  private static final int MOST = 500;

  private final Sql sql;

  public JdbiReviewStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public List<Review> of(String listing) {
    return sql.list(
        """
        select * from catalog_review where listing = :listing and not removed
        order by written_at desc, user_id limit :most
        """,
        Map.of("listing", listing, "most", MOST),
        JdbiReviewStore::read);
  }

  @Override
  public Optional<Review> find(String listing, UUID user) {
    return sql.find(
        """
        select * from catalog_review
        where listing = :listing and user_id = :user and not removed
        """,
        Map.of("listing", listing, "user", user),
        JdbiReviewStore::read);
  }

  @Override
  public void save(Review review) {
    sql.change(
        """
        insert into catalog_review
            (listing, user_id, workspace_id, user_name, version, stars, words, written_at)
        values (:listing, :user, :workspace, :name, :version, :stars, :words, :at)
        on conflict (listing, user_id) do update set workspace_id = excluded.workspace_id,
            user_name = excluded.user_name, version = excluded.version, stars = excluded.stars,
            words = excluded.words, written_at = excluded.written_at, removed = false
        """,
        Map.of(
            "listing", review.listing(),
            "user", review.user(),
            "workspace", review.workspace(),
            "name", review.userName(),
            "version", review.version(),
            "stars", review.stars(),
            "words", review.words(),
            "at", review.writtenAt()));
  }

  @Override
  public boolean remove(String listing, UUID user) {
    return sql.change(
                """
                delete from catalog_review
                where listing = :listing and user_id = :user and hidden = ''
                """,
                Map.of("listing", listing, "user", user))
            > 0
        || sql.change(
                """
                update catalog_review set removed = true, words = ''
                where listing = :listing and user_id = :user and not removed
                """,
                Map.of("listing", listing, "user", user))
            > 0;
  }

  @Override
  public boolean hide(String listing, UUID user, String reason) {
    return sql.change(
            """
            update catalog_review set hidden = :reason
            where listing = :listing and user_id = :user and not removed
            """,
            Map.of("listing", listing, "user", user, "reason", reason))
        > 0;
  }

  @Override
  public Optional<String> fetched(String listing, UUID user) {
    return sql.find(
        """
        select version from catalog_download where listing = :listing and user_id = :user
        order by day desc, version desc limit 1
        """,
        Map.of("listing", listing, "user", user),
        row -> row.text("version"));
  }

  private static Review read(Row row) throws SQLException {
    return new Review(
        row.text("listing"),
        row.uuid("user_id"),
        row.uuid("workspace_id"),
        row.text("user_name"),
        row.text("version"),
        row.number("stars"),
        row.text("words"),
        row.instant("written_at"),
        row.text("hidden"));
  }
}
