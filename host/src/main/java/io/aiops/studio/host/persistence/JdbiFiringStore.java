package io.aiops.studio.host.persistence;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.trigger.Firing;
import io.aiops.studio.host.trigger.FiringStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Firings in PostgreSQL. */
public final class JdbiFiringStore implements FiringStore {

  private static final String COLUMNS =
      """
      id, workspace_id, trigger_id, key, cause, scheduled_at, raised_at, status, reason, inputs,
      user_id, source_id, depth, execution_id, tries, body
      """;

  /** Of the outcome that a firing has now: one that is raised again has another. */
  private static final String NAME = "coalesce('execution/' || execution_id, key || '/' || tries)";

  private static final String OWED = " where id = :id and reply_due and " + NAME + " = :name";

  private static final String INSERT =
      """
      insert into trigger_firing (workspace_id, trigger_id, key, cause, scheduled_at, raised_at,
          status, reason, inputs, user_id, tries, try_at, reply_queue, correlation, reply_due,
          reply_try_at, body)
      values (:workspaceId, :triggerId, :key, :cause, :scheduledAt, :raisedAt, :status, :reason,
          :inputs, cast(:userId as uuid), :tries, :tryAt, :replyQueue, :correlation, :replyDue, :raisedAt,
          :body)
      """;

  private final Database database;
  private final Sql sql;
  private final ForgottenFirings forgotten;

  public JdbiFiringStore(Database database) {
    this.database = database;
    this.sql = new Sql(database);
    this.forgotten = new ForgottenFirings(sql);
  }

  @Override
  public Open raise(New firing, Duration lease) {
    return database.available(() ->
        database
            .jdbi()
            .inTransaction(handle -> {
              Query insert =
                  handle.createQuery(
                      INSERT
                          + """
                           on conflict (key) do update
                          set status = 'DUE', reason = null, inputs = excluded.inputs,
                              body = excluded.body, tries = trigger_firing.tries + 1, try_at = excluded.try_at,
                              reply_due = excluded.reply_due, reply_queue = excluded.reply_queue,
                              correlation = excluded.correlation, reply_tries = 0,
                              reply_problem = null
                          where trigger_firing.status = 'FAILED'
                          returning
                          """
                          + COLUMNS);
              return bind(insert, firing, 1, firing.raisedAt().plus(lease))
                  .map((columns, context) -> open(new Sql.Row(columns)))
                  .findOne()
                  .orElseGet(() -> known(handle, firing));
            }));
  }

  private static Open known(Handle handle, New firing) {
    return handle
        .createQuery("select " + COLUMNS + " from trigger_firing where key = :key")
        .bind("key", firing.key())
        .map((columns, context) -> open(new Sql.Row(columns)))
        .one();
  }

  @Override
  public int raiseAll(List<New> firings) {
    return database.available(
        () -> database.jdbi().inTransaction(handle -> insert(handle, firings)));
  }

  @Override
  public int makeUp(List<New> firings) {
    return database.available(() ->
        database
            .jdbi()
            .inTransaction(handle -> {
              int changed =
                  insert(
                      handle,
                      firings,
                      """
                       on conflict (key) do update
                      set cause = excluded.cause, raised_at = excluded.raised_at,
                          user_id = excluded.user_id, inputs = excluded.inputs, status = 'DUE',
                          reason = null, tries = 0, try_at = excluded.try_at
                      where trigger_firing.status in ('FAILED', 'SKIPPED')
                      """);
              ForgottenFirings.refuse(handle, firings);
              return changed;
            }));
  }

  /** In the caller's transaction; those with a known key are left as they are. */
  static int insert(Handle handle, List<New> firings) {
    return insert(handle, firings, " on conflict (key) do nothing");
  }

  private static int insert(Handle handle, List<New> firings, String known) {
    int changed = 0;
    // One by one: of rewritten batches the driver does not tell how many rows were changed.
    for (New firing : firings) {
      changed += bind(handle.createUpdate(INSERT + known), firing, 0, firing.raisedAt()).execute();
    }
    return changed;
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, New firing, int tries, Instant tryAt) {
    ReplyTo reply = firing.reply();
    return statement
        .bind("workspaceId", firing.workspaceId())
        .bind("triggerId", firing.triggerId())
        .bind("key", firing.key())
        .bind("cause", firing.cause().name())
        .bind("scheduledAt", JdbiTriggerStore.utc(firing.scheduledAt()))
        .bind("raisedAt", JdbiTriggerStore.utc(firing.raisedAt()))
        .bind("status", firing.status().name())
        .bind("reason", firing.reason())
        .bind("inputs", firing.inputs() == null ? null : Json.write(firing.inputs()))
        .bind("userId", firing.userId())
        .bind("tries", tries)
        .bind("tryAt", JdbiTriggerStore.utc(tryAt))
        .bind("replyQueue", reply == null ? null : reply.queue())
        .bind("correlation", reply == null ? null : reply.correlation())
        .bind("replyDue", reply != null)
        .bind("body", firing.body());
  }

  @Override
  public List<Open> take(Instant now, Duration lease, int limit) {
    return sql
        .list(
            """
            update trigger_firing set tries = tries + 1, try_at = :until
            where id in (
                select id from trigger_firing where status = 'DUE' and try_at <= :now
                order by try_at, id limit :limit for update skip locked)
            returning
            """
                + COLUMNS,
            Map.of("until", now.plus(lease), "now", now, "limit", limit),
            JdbiFiringStore::open)
        .stream()
        .sorted(Comparator.comparingLong(open -> open.firing().id()))
        .toList();
  }

  @Override
  public Map<String, @Nullable Object> pin(long id, Map<String, @Nullable Object> inputs) {
    return sql.find(
            """
            update trigger_firing set inputs = coalesce(inputs, :inputs)
            where id = :id returning inputs
            """,
            Map.of("inputs", Json.write(inputs), "id", id),
            row -> Json.parseMap(row.text("inputs")))
        .orElseThrow();
  }

  @Override
  public void started(long id, UUID executionId) {
    sql.change(
        "update trigger_firing set status = 'STARTED', execution_id = :executionId, reason = null"
            + " where id = :id and status <> 'STARTED'",
        Map.of("executionId", executionId, "id", id));
  }

  @Override
  public void ended(long id, Firing.Status status, String reason) {
    sql.change(
        "update trigger_firing set status = :status, reason = :reason"
            + " where id = :id and status = 'DUE'",
        Map.of("status", status.name(), "reason", reason, "id", id));
  }

  @Override
  public List<Firing> list(UUID workspaceId, UUID triggerId, long before, int limit) {
    return sql.list(
        "select "
            + COLUMNS
            + " from trigger_firing where workspace_id = :workspaceId"
            + " and trigger_id = :triggerId and id < :before"
            + " order by id desc limit :limit",
        Map.of(
            "workspaceId", workspaceId, "triggerId", triggerId, "before", before, "limit", limit),
        JdbiFiringStore::firing);
  }

  @Override
  public Optional<Firing> byKey(UUID workspaceId, String key) {
    return open(workspaceId, key).map(Open::firing);
  }

  @Override
  public Optional<Open> open(UUID workspaceId, String key) {
    return sql.find(
        "select "
            + COLUMNS
            + " from trigger_firing where workspace_id = :workspaceId and key = :key",
        Map.of("workspaceId", workspaceId, "key", key),
        JdbiFiringStore::open);
  }

  @Override
  public List<Owed> takeReplies(Instant now, Duration lease, int limit) {
    return sql.list(
        """
        update trigger_firing
        set reply_try_at = :until
        where id in (
            select f.id from trigger_firing f
            left join execution e on e.id = f.execution_id
            where f.reply_due and f.reply_try_at <= :now
              and (f.status in ('FAILED', 'SKIPPED') or e.ended_at is not null)
            order by f.reply_try_at limit :limit for update of f skip locked)
        returning id, workspace_id, reply_queue, correlation, execution_id, reason,
            reply_tries, %s as name
        """
            .formatted(NAME),
        Map.of("until", now.plus(lease), "now", now, "limit", limit),
        row ->
            new Owed(
                row.big("id"),
                row.text("name"),
                row.uuid("workspace_id"),
                new ReplyTo(row.text("reply_queue"), row.text("correlation")),
                row.uuidOrNull("execution_id"),
                row.textOrNull("reason"),
                row.number("reply_tries")));
  }

  @Override
  public void replied(Owed owed, @Nullable String why) {
    sql.change(
        "update trigger_firing set reply_due = false, reply_problem = nullif(:why, '')" + OWED,
        Map.of("why", why == null ? "" : why, "id", owed.id(), "name", owed.name()));
  }

  @Override
  public void refused(Owed owed) {
    sql.change(
        "update trigger_firing set reply_tries = reply_tries + 1" + OWED,
        Map.of("id", owed.id(), "name", owed.name()));
  }

  @Override
  public int forget(UUID workspaceId, Instant triedBefore, int most) {
    return forgotten.forget(workspaceId, triedBefore, most);
  }

  private static Open open(Sql.Row row) throws SQLException {
    String inputs = row.textOrNull("inputs");
    return new Open(
        row.uuid("workspace_id"),
        row.uuid("trigger_id"),
        row.text("key"),
        firing(row),
        inputs == null ? null : Json.parseMap(inputs),
        row.uuidOrNull("user_id"),
        row.uuidOrNull("source_id"),
        row.number("tries"),
        row.textOrNull("body"));
  }

  private static Firing firing(Sql.Row row) throws SQLException {
    return new Firing(
        row.big("id"),
        Firing.Cause.valueOf(row.text("cause")),
        row.instantOrNull("scheduled_at"),
        row.instant("raised_at"),
        Firing.Status.valueOf(row.text("status")),
        row.textOrNull("reason"),
        row.uuidOrNull("execution_id"),
        row.number("depth"));
  }
}
