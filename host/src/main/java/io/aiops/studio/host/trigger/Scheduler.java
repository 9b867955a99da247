package io.aiops.studio.host.trigger;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trigger.FiringStore.New;
import io.aiops.studio.host.trigger.TriggerStore.Advance;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises what schedules owe. Every node looks; the database gives each schedule to one of them, and
 * moves its time on in the transaction that records the firings.
 */
final class Scheduler {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final int BATCH = 50;

  private final TriggerStore triggers;
  private final FiringSink sink;
  private final Clock clock;

  Scheduler(TriggerStore triggers, FiringSink sink, Clock clock) {
    this.triggers = triggers;
    this.sink = sink;
    this.clock = clock;
  }

  /**
   * Looks once.
   *
   * @return whether there may be more to look at
   * @throws UnavailableException if the database is away
   */
  boolean look() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return triggers.advance(now, BATCH, stored -> owed(stored, now)) == BATCH;
  }

  private Advance owed(Stored stored, Instant now) {
    Trigger trigger = stored.trigger();
    Instant since = trigger.nextAt();
    if (!(trigger.source() instanceof Source.Schedule settings) || since == null) {
      return new Advance(List.of(), null);
    }
    try {
      return raise(
          stored,
          Due.at(CronSchedule.of(settings.cron(), settings.zone()), settings, since, now),
          now);
    } catch (InvalidException e) {
      // It was checked when it was saved: this Java no longer knows its time zone.
      LOG.error("The schedule of trigger {} cannot be read any more", trigger.id(), e);
      return new Advance(
          List.of(
              firing(
                  stored,
                  FiringKey.missed(trigger.id(), now),
                  now,
                  Firing.Status.FAILED,
                  e.getMessage() + " It does not fire again until it is saved anew.",
                  null)),
          null);
    }
  }

  private Advance raise(Stored stored, Due due, Instant now) {
    UUID id = stored.trigger().id();
    List<New> raise = new ArrayList<>();
    if (!due.missed().isEmpty()) {
      Instant last = due.missed().getLast();
      raise.add(
          firing(
              stored, FiringKey.missed(id, last), now, Firing.Status.SKIPPED, missed(due), last));
      sink.fired(Firing.Cause.SCHEDULE, "missed", due.missed().size());
    }
    for (Instant time : due.fire()) {
      raise.add(firing(stored, FiringKey.scheduled(id, time), now, Firing.Status.DUE, null, time));
    }
    return new Advance(raise, due.next());
  }

  private static String missed(Due due) {
    int count = due.missed().size();
    return (count > Due.MOST ? "More than " + Due.MOST : count)
        + (count == 1 ? " time was missed, " : " times were missed, the last ")
        + due.missed().getLast()
        + ": the studio was away. A backfill makes up for them.";
  }

  private static New firing(
      Stored stored,
      String key,
      Instant now,
      Firing.Status status,
      @Nullable String reason,
      @Nullable Instant scheduledAt) {
    return new New(
        stored.workspaceId(),
        stored.trigger().id(),
        key,
        Firing.Cause.SCHEDULE,
        scheduledAt,
        now,
        status,
        reason,
        null,
        null,
        null);
  }
}
