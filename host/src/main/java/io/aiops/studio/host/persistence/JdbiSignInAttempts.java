package io.aiops.studio.host.persistence;

import io.aiops.studio.host.identity.BackOff;
import io.aiops.studio.host.identity.SignInAttempts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign-in attempts in PostgreSQL; the row of a key is locked while it is counted. */
public final class JdbiSignInAttempts implements SignInAttempts {

  private static final Duration KEPT = Duration.ofDays(1);

  /** More than come, so that it gets through. */
  private static final int FORGOTTEN_AT_ONCE = 100;

  private final Database database;
  private final Sql sql;

  public JdbiSignInAttempts(Database database) {
    this.database = database;
    this.sql = new Sql(database);
  }

  @Override
  public Optional<Instant> begin(String key, int allowed, Instant now) {
    return database.available(() ->
        database
            .jdbi()
            .inTransaction(handle -> {
              BackOff seen = lockRow(key, now);
              Optional<Instant> lockedUntil = seen.lockedAt(now);
              if (lockedUntil.isEmpty()) {
                update(key, seen.attempt(allowed, now));
              }
              return lockedUntil;
            }));
  }

  @Override
  public void takeBack(String key, int allowed) {
    database.available(() ->
        database
            .jdbi()
            .inTransaction(handle -> {
              row(key).ifPresent(seen -> update(key, seen.takenBack(allowed)));
              return key;
            }));
  }

  @Override
  public void forget(String key) {
    sql.change("delete from sign_in_attempt where key = :key", Map.of("key", key));
  }

  @Override
  public void remember(UUID userId, String address, Instant at) {
    sql.change(
        """
        insert into sign_in_address (user_id, address, last_at) values (:user, :address, :at)
        on conflict (user_id, address) do update set last_at = excluded.last_at
        """,
        Map.of("user", userId, "address", address, "at", at));
    // Names that strangers make up would stay for ever; a good sign-in is a rare, quiet moment.
    sql.change(
        "delete from sign_in_attempt where last_at < :before", Map.of("before", at.minus(KEPT)));
    sql.change(
        """
        delete from sign_in_address where (user_id, address) in (
            select user_id, address from sign_in_address where last_at < :before
            order by last_at limit :most)
            and last_at < :before
        """,
        Map.of("before", at.minus(KNOWN_FOR), "most", FORGOTTEN_AT_ONCE));
  }

  @Override
  public boolean knows(UUID userId, String address, Instant since) {
    return sql.find(
            """
            select 1 one from sign_in_address
            where user_id = :user and address = :address and last_at >= :since
            """,
            Map.of("user", userId, "address", address, "since", since),
            row -> true)
        .isPresent();
  }

  private BackOff lockRow(String key, Instant now) {
    sql.change(
        """
        insert into sign_in_attempt (key, failures, last_at) values (:key, 0, :now)
        on conflict (key) do nothing
        """,
        Map.of("key", key, "now", now));
    return row(key).orElse(BackOff.none(now));
  }

  private Optional<BackOff> row(String key) {
    return sql.find(
        "select * from sign_in_attempt where key = :key for update",
        Map.of("key", key),
        row ->
            new BackOff(
                row.number("failures"), row.instant("last_at"), row.instantOrNull("locked_until")));
  }

  private void update(String key, BackOff count) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("key", key);
    values.put("failures", count.failures());
    values.put("at", count.lastAt());
    values.put("until", count.lockedUntil());
    sql.change(
        """
        update sign_in_attempt set failures = :failures, last_at = :at,
        locked_until = cast(:until as timestamptz) where key = :key
        """,
        values);
  }
}
