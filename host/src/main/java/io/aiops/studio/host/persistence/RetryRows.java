package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.Creation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Which execution goes on with the keys of another: one at most in a family. */
final class RetryRows {

  /** It, and those whose step it is, however far up. */
  private static final String ABOVE =
      """
      with recursive above (id, parent_id, parent, retried_by, height) as (
          select id, parent_id, parent, retried_by, 0 from execution where id = ?
          union all
          select e.id, e.parent_id, e.parent, e.retried_by, height + 1
          from above join execution e on e.id = above.parent_id)
      """;

  private RetryRows() {}

  /**
   * Waits until nobody else decides about a retry in the same family, up to the transaction's end.
   * No row is kept for that: the engine writes many of them at once, in any order.
   */
  static void awaitTurn(Connection connection, UUID retried) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            ABOVE
                + """
                select pg_advisory_xact_lock(hashtextextended(top.id::text, 0))
                from (select id from above order by height desc limit 1) top
                """)) {
      lock.setObject(1, retried);
      lock.execute();
    }
  }

  /**
   * What goes on already from it, from what it is a step of, or from a step of it: a retry of that,
   * or a later attempt of the same step.
   */
  static Optional<Creation.GoneOn> goneOn(Connection connection, UUID retried) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            ABOVE
                + """
                , below (id, retried_by) as (
                    select id, retried_by from execution where parent_id = ?
                    union all
                    select e.id, e.retried_by from below join execution e on e.parent_id = below.id)
                select id, retried_by from above where retried_by is not null
                union all
                select above.id, later.id
                from above join execution later on later.parent_id = above.parent_id
                where later.parent::jsonb ->> 'path' = above.parent::jsonb ->> 'path'
                    and (later.parent::jsonb ->> 'attempt')::int
                        > (above.parent::jsonb ->> 'attempt')::int
                union all
                select id, retried_by from below where retried_by is not null
                limit 1
                """)) {
      query.setObject(1, retried);
      query.setObject(2, retried);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Creation.GoneOn(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)))
            : Optional.empty();
      }
    }
  }

  static void mark(Connection connection, UUID retried, UUID by) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update execution set retried_by = ? where id = ?")) {
      update.setObject(1, by);
      update.setObject(2, retried);
      update.executeUpdate();
    }
  }
}
