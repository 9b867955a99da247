package io.aiops.studio.host.trigger;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trigger.FiringStore.New;
import io.aiops.studio.host.trigger.TriggerService.Backfilled;
import io.aiops.studio.host.trigger.TriggerService.Fired;
import io.aiops.studio.host.trigger.TriggerService.FiringPage;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a trigger did, and what people make it do by hand. Who may, the caller has looked at. */
final class Firings {

  private static final Duration OLDEST_BACKFILL = Duration.ofDays(3660);
  private static final int MAX_PAGE = 200;

  private final FiringStore firings;
  private final Dispatcher dispatcher;
  private final Audit audit;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

  Firings(FiringStore firings, Dispatcher dispatcher, Audit audit, Clock clock) {
    this.firings = firings;
    this.dispatcher = dispatcher;
    this.audit = audit;
    this.clock = clock;
  }

  Fired fire(
      Caller caller,
      Stored found,
      @Nullable Map<String, @Nullable Object> inputs,
      @Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > FiringKey.LONGEST)) {
      throw new InvalidException(
          "Idempotency-Key",
          "has " + key.length() + " characters; expected 1 to " + FiringKey.LONGEST);
    }
    String name = found.trigger().name();
    FiringStore.Open open =
        firings.raise(
            new New(
                found.workspaceId(),
                found.trigger().id(),
                FiringKey.hand(found.trigger().id(), key == null ? ids.generate().toString() : key),
                Firing.Cause.HAND,
                null,
                now(),
                Firing.Status.DUE,
                null,
                inputs,
                caller.userId(),
                null),
            Dispatcher.LEASE);
    UUID before = open.firing().executionId();
    if (before != null) {
      return new Fired(before, false);
    }
    audit.record(caller, "trigger.fire", name, Map.of("workflow", found.trigger().workflow()));
    Started started = dispatcher.start(open);
    if (started == null) {
      throw new NotFoundException("trigger", name);
    }
    return new Fired(started.executionId(), started.created());
  }

  Backfilled backfill(Caller caller, Stored found, Instant from, Instant to) {
    String name = found.trigger().name();
    if (!(found.trigger().source() instanceof Source.Schedule schedule)) {
      throw new InvalidException(
          "kind",
          "trigger '"
              + name
              + "' is a "
              + found.trigger().source().kind()
              + "; only a SCHEDULE has times to make up for");
    }
    Instant now = now();
    List<Instant> times = times(schedule, from, to, now);
    List<New> owed = new ArrayList<>();
    for (Instant time : times) {
      owed.add(
          new New(
              found.workspaceId(),
              found.trigger().id(),
              FiringKey.scheduled(found.trigger().id(), time),
              Firing.Cause.BACKFILL,
              time,
              now,
              Firing.Status.DUE,
              null,
              null,
              caller.userId(),
              null));
    }
    int raised = firings.makeUp(owed);
    audit.record(
        caller,
        "trigger.backfill",
        name,
        Map.of("from", from.toString(), "to", to.toString(), "raised", raised));
    return new Backfilled(raised, times.size() - raised);
  }

  private static List<Instant> times(
      Source.Schedule schedule, Instant from, Instant to, Instant now) {
    if (from.isBefore(now.minus(OLDEST_BACKFILL))) {
      throw new InvalidException(
          "from", "is " + from + "; expected at most " + OLDEST_BACKFILL.toDays() + " days ago");
    }
    if (!from.isBefore(to) || to.isAfter(now)) {
      throw new InvalidException(
          "to", "is " + to + "; expected a time after 'from' (" + from + ") and not after now");
    }
    List<Instant> times =
        CronSchedule.of(schedule.cron(), schedule.zone()).between(from, to, Due.MOST + 1);
    if (times.size() > Due.MOST) {
      throw new InvalidException(
          "from",
          "the schedule has more than "
              + Due.MOST
              + " times between "
              + from
              + " and "
              + to
              + "; give a shorter range, the next one after it");
    }
    return times;
  }

  FiringPage page(Stored found, @Nullable Long before, int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new InvalidException("limit", "is " + limit + "; expected 1 to " + MAX_PAGE);
    }
    List<Firing> items =
        firings.list(
            found.workspaceId(),
            found.trigger().id(),
            before == null ? Long.MAX_VALUE : before,
            limit + 1);
    if (items.size() <= limit) {
      return new FiringPage(items, null);
    }
    List<Firing> page = List.copyOf(items.subList(0, limit));
    return new FiringPage(page, page.getLast().id());
  }

  /** As exactly as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
