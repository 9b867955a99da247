package io.aiops.studio.host.crash;

import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiFiringStore;
import io.aiops.studio.host.persistence.JdbiTriggerStore;
import io.aiops.studio.host.trigger.FiringStore;
import io.aiops.studio.host.trigger.TriggerStore;
import java.time.Instant;
import java.time.ZoneOffset;

/** Where a process can be cut while it starts executions by itself. */
final class TriggerCuts {

  /** What looking finds, and changes; looking that finds nothing leaves nothing behind. */
  private static final String SCHEDULES =
      "select exists (select from workflow_trigger where next_at <= :now)";

  private static final String DUE =
      "select exists (select from trigger_firing where status = 'DUE' and try_at <= :now)";

  private static final String REPLIES =
      """
      select exists (
          select from trigger_firing f left join execution e on e.id = f.execution_id
          where f.reply_due and f.reply_try_at <= :now
              and (f.status in ('FAILED', 'SKIPPED') or e.ended_at is not null))
      """;

  private TriggerCuts() {}

  static TriggerStore triggers(Cut cut, Database database) {
    return cut.port(
        TriggerStore.class,
        new JdbiTriggerStore(database),
        (name, given) -> name.equals("advance") && any(database, SCHEDULES, given));
  }

  static FiringStore firings(Cut cut, Database database) {
    return cut.port(
        FiringStore.class,
        new JdbiFiringStore(database),
        (name, given) ->
            switch (name) {
              case "raise", "raiseAll", "makeUp", "pin", "started", "ended", "replied" -> true;
              case "take" -> any(database, DUE, given);
              case "takeReplies" -> any(database, REPLIES, given);
              default -> false;
            });
  }

  /**
   * @param given the first of them is the time
   */
  private static boolean any(Database database, String sql, Object[] given) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(sql)
                .bind("now", ((Instant) given[0]).atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one());
  }
}
