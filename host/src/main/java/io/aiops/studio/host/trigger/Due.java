package io.aiops.studio.host.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule owes at a moment.
 *
 * @param fire the times to fire for, in order
 * @param missed the times that passed and do not fire, in order; the newest 1,000 of them
 * @param next when to look again; null if never
 */
public record Due(List<Instant> fire, List<Instant> missed, @Nullable Instant next) {

  /** A time that is found later than this counts as missed. */
  static final Duration LATE = Duration.ofMinutes(1);

  /** How many missed times are looked at. */
  static final int MOST = 1_000;

  public Due {
    fire = List.copyOf(fire);
    missed = List.copyOf(missed);
  }

  /**
   * @param since the earliest time that has not been looked at
   */
  static Due at(CronSchedule schedule, Source.Schedule settings, Instant since, Instant now) {
    List<Instant> all = schedule.newest(since, now, MOST + 1);
    Instant late = now.minus(LATE);
    int onTime = (int) all.stream().filter(time -> !time.isBefore(late)).count();
    int caughtUp =
        switch (settings.missed()) {
          case SKIP -> 0;
          case ONCE -> onTime == 0 ? 1 : 0;
          case ALL -> settings.most();
        };
    int first = Math.max(0, all.size() - onTime - caughtUp);
    return new Due(
        all.subList(first, all.size()), all.subList(0, first), schedule.next(now).orElse(null));
  }
}
