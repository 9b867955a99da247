package io.aiops.studio.host.persistence;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.trigger.Source;
import io.aiops.studio.host.trigger.Trigger;
import io.aiops.studio.host.trigger.TriggerStore;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Triggers in PostgreSQL. */
public final class JdbiTriggerStore implements TriggerStore {

  private static final String SELECT =
      """
      select id, workspace_id, name, kind, workflow, version, inputs, settings, enabled, secret,
             user_id, user_name, next_at, changed_at
      from workflow_trigger where removed_at is null
      """;

  private final Database database;
  private final Sql sql;

  public JdbiTriggerStore(Database database) {
    this.database = database;
    this.sql = new Sql(database);
  }

  @Override
  public List<Stored> list(UUID workspaceId) {
    return sql.list(
        SELECT + " and workspace_id = :workspaceId order by name",
        Map.of("workspaceId", workspaceId),
        JdbiTriggerStore::stored);
  }

  @Override
  public Optional<Stored> find(UUID workspaceId, String name) {
    return sql.find(
        SELECT + " and workspace_id = :workspaceId and name = :name",
        Map.of("workspaceId", workspaceId, "name", name),
        JdbiTriggerStore::stored);
  }

  @Override
  public Optional<Stored> find(UUID id) {
    return sql.find(SELECT + " and id = :id", Map.of("id", id), JdbiTriggerStore::stored);
  }

  @Override
  public void save(Stored stored, boolean keepNext) {
    Trigger trigger = stored.trigger();
    Source.@Nullable Completion completion =
        trigger.source() instanceof Source.Completion c ? c : null;
    try {
      database.available(() ->
          database
              .jdbi()
              .withHandle(handle ->
                  handle
                      .createUpdate(
                          """
                          insert into workflow_trigger (id, workspace_id, name, kind, workflow,
                              version, inputs, settings, watches, watched_ends, enabled, secret,
                              user_id, user_name, next_at, changed_at)
                          values (:id, :workspaceId, :name, :kind, :workflow, :version, :inputs,
                              :settings, :watches, string_to_array(:ends, ','), :enabled, :secret,
                              :userId, :userName, :nextAt, :changedAt)
                          on conflict (id) do update
                          set workflow = excluded.workflow, version = excluded.version,
                              inputs = excluded.inputs, settings = excluded.settings,
                              watches = excluded.watches, watched_ends = excluded.watched_ends,
                              enabled = excluded.enabled,
                              user_id = excluded.user_id, user_name = excluded.user_name,
                              next_at = case when :keepNext and workflow_trigger.enabled
                                            and workflow_trigger.settings = excluded.settings
                                        then workflow_trigger.next_at
                                        else excluded.next_at end,
                              changed_at = excluded.changed_at
                          """)
                      .bind("id", trigger.id())
                      .bind("workspaceId", stored.workspaceId())
                      .bind("name", trigger.name())
                      .bind("kind", trigger.source().kind().name())
                      .bind("workflow", trigger.workflow())
                      .bind("version", trigger.version())
                      .bind("inputs", Json.write(trigger.inputs()))
                      .bind("settings", Json.write(trigger.source()))
                      .bind("watches", completion == null ? null : completion.workflow())
                      .bind("ends", completion == null ? null : ends(completion))
                      .bind("enabled", trigger.enabled())
                      .bind("secret", stored.secret())
                      .bind("userId", stored.userId())
                      .bind("userName", trigger.actsAs())
                      .bind("nextAt", utc(trigger.nextAt()))
                      .bind("changedAt", utc(trigger.changedAt()))
                      .bind("keepNext", keepNext)
                      .execute()));
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
        throw new ConflictException(
            "Somebody made a trigger '"
                + trigger.name()
                + "' in the same moment; look at it, then save yours again.");
      }
      throw e;
    }
  }

  private static String ends(Source.Completion completion) {
    return String.join(",", completion.on().stream().map(Source.Ending::name).sorted().toList());
  }

  @Override
  public boolean enable(Stored stored, Instant changedAt) {
    Trigger trigger = stored.trigger();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("enabled", trigger.enabled());
    values.put("nextAt", utc(trigger.nextAt()));
    values.put("changedAt", trigger.changedAt());
    values.put("workspaceId", stored.workspaceId());
    values.put("id", trigger.id());
    values.put("before", changedAt);
    return sql.change(
            """
            update workflow_trigger
            set enabled = :enabled, next_at = cast(:nextAt as timestamptz), changed_at = :changedAt
            where workspace_id = :workspaceId and id = :id and changed_at = :before
                and removed_at is null
            """,
            values)
        == 1;
  }

  @Override
  public boolean newSecret(UUID workspaceId, UUID id, String secret) {
    return sql.change(
            """
            update workflow_trigger set secret = :secret
            where workspace_id = :workspaceId and id = :id and removed_at is null
            """,
            Map.of("secret", secret, "workspaceId", workspaceId, "id", id))
        == 1;
  }

  @Override
  public boolean remove(UUID workspaceId, UUID id, Instant at) {
    return sql.change(
            """
                        update workflow_trigger
                        set removed_at = :at, enabled = false, next_at = null, secret = null
                        where workspace_id = :workspaceId and id = :id and removed_at is null
            """,
            Map.of("at", at, "workspaceId", workspaceId, "id", id))
        == 1;
  }

  @Override
  public int advance(Instant now, int limit, Function<Stored, Advance> look) {
    return database.available(() ->
        database
            .jdbi()
            .inTransaction(handle -> {
              List<Stored> due =
                  handle
                      .createQuery(
                          SELECT
                              + """
                               and next_at <= :now order by next_at, id limit :limit
                              for no key update skip locked
                              """)
                      .bind("now", utc(now))
                      .bind("limit", limit)
                      .map((row, context) -> stored(new Sql.Row(row)))
                      .list();
              for (Stored stored : due) {
                move(handle, stored, look.apply(stored));
              }
              return due.size();
            }));
  }

  private static void move(Handle handle, Stored stored, Advance advance) {
    JdbiFiringStore.insert(handle, advance.raise());
    handle
        .createUpdate("update workflow_trigger set next_at = :next where id = :id")
        .bind("next", utc(advance.next()))
        .bind("id", stored.trigger().id())
        .execute();
  }

  private static Stored stored(Sql.Row row) throws SQLException {
    return new Stored(
        row.uuid("workspace_id"),
        new Trigger(
            row.uuid("id"),
            row.text("name"),
            row.text("workflow"),
            row.numberOrNull("version"),
            Json.parseMap(row.text("inputs")),
            source(row.text("kind"), row.text("settings")),
            row.flag("enabled"),
            row.instantOrNull("next_at"),
            row.text("user_name"),
            row.instant("changed_at")),
        row.uuid("user_id"),
        row.textOrNull("secret"));
  }

  private static Source source(String kind, String settings) {
    return switch (Source.Kind.valueOf(kind)) {
      case SCHEDULE -> Json.parse(settings, Source.Schedule.class);
      case WEBHOOK -> Json.parse(settings, Source.Webhook.class);
      case QUEUE -> Json.parse(settings, Source.Queue.class);
      case COMPLETION -> Json.parse(settings, Source.Completion.class);
    };
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
