package io.aiops.studio.host.trigger;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.aiops.studio.host.problem.InvalidException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The times of a five-field cron expression in a time zone. When clocks change it does what people
 * mean, as cron(8) of Vixie does: an expression for every hour goes on in real time; any other
 * fires once for each of its local times, for one that the clocks leap over when they do so, for
 * one that comes twice the first time.
 */
public final class CronSchedule {

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final Set<String> EVERY_HOUR = Set.of("*", "0-23");
  private static final int LONGEST = 200;

  /** Two changes a year, and a leap day that is missing for eight years. */
  private static final int TRANSITIONS = 64;

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration FIRST_WINDOW = Duration.ofHours(1);

  private final Cron cron;
  private final ExecutionTime times;
  private final ZoneRules rules;
  private final boolean everyHour;

  private CronSchedule(Cron cron, ZoneId zone) {
    this.cron = cron;
    this.times = ExecutionTime.forCron(cron);
    this.rules = zone.getRules();
    this.everyHour =
        EVERY_HOUR.contains(cron.retrieve(CronFieldName.HOUR).getExpression().asString());
  }

  /**
   * @throws InvalidException naming {@code cron} or {@code zone}
   */
  public static CronSchedule of(String cron, String zone) {
    ZoneId id = zone(zone);
    if (cron.length() > LONGEST) {
      throw new InvalidException(
          "cron", "has " + cron.length() + " characters; expected at most " + LONGEST);
    }
    try {
      return new CronSchedule(PARSER.parse(cron.strip()).validate(), id);
    } catch (IllegalArgumentException e) {
      InvalidException invalid =
          new InvalidException(
              "cron",
              "'"
                  + cron
                  + "' is no cron expression of five fields (minute, hour, day of month, month, day"
                  + " of week): "
                  + e.getMessage());
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      InvalidException invalid =
          new InvalidException(
              "zone", "'" + zone + "' is no time zone; expected a name such as Europe/Berlin");
      invalid.initCause(e);
      throw invalid;
    }
  }

  /** In English words: {@code at 02:30}. */
  public String words() {
    return CronDescriptor.instance(Locale.ENGLISH).describe(cron);
  }

  /** The first time after this one; empty if there is none. */
  public Optional<Instant> next(Instant after) {
    ZoneOffset offset = rules.getOffset(after);
    Instant from = afterRepeated(after, rules.previousTransition(after.plusNanos(1)));
    ZoneOffsetTransition change = rules.nextTransition(after);
    for (int i = 0; i < TRANSITIONS; i++) {
      Optional<Instant> found =
          times.nextExecution(from.atZone(offset)).map(ZonedDateTime::toInstant);
      if (found.isEmpty() || change == null || found.get().isBefore(change.getInstant())) {
        return found;
      }
      if (!everyHour && change.isGap() && inGap(change)) {
        return Optional.of(change.getInstant());
      }
      offset = change.getOffsetAfter();
      from = afterRepeated(change.getInstant().minus(TICK), change);
      change = rules.nextTransition(change.getInstant());
    }
    return Optional.empty();
  }

  /** Where to look from: local times that have come once do not come again. */
  private Instant afterRepeated(Instant from, @Nullable ZoneOffsetTransition change) {
    if (everyHour || change == null || !change.isOverlap()) {
      return from;
    }
    Instant over = change.getDateTimeBefore().toInstant(change.getOffsetAfter()).minus(TICK);
    return from.isBefore(over) ? over : from;
  }

  /** Whether a local time of the expression is one that the clocks leap over. */
  private boolean inGap(ZoneOffsetTransition gap) {
    LocalDateTime first = gap.getDateTimeBefore().minus(TICK);
    return times
        .nextExecution(first.atZone(ZoneOffset.UTC))
        .filter(local -> local.toLocalDateTime().isBefore(gap.getDateTimeAfter()))
        .isPresent();
  }

  /** The times from {@code from} to before {@code to}, the first {@code most} of them. */
  public List<Instant> between(Instant from, Instant to, int most) {
    List<Instant> found = new ArrayList<>();
    Optional<Instant> at = next(from.minusNanos(1));
    while (at.isPresent() && at.get().isBefore(to) && found.size() < most) {
      found.add(at.get());
      at = next(at.get());
    }
    return found;
  }

  /**
   * The last {@code most} times from {@code from} to {@code now}, in order. Looks from the end, so
   * that a long sleep costs no more than a short one.
   */
  public List<Instant> newest(Instant from, Instant now, int most) {
    Instant end = now.plusNanos(1);
    Duration window = FIRST_WINDOW;
    while (true) {
      Instant begin = now.minus(window);
      boolean all = !begin.isAfter(from);
      List<Instant> found = between(all ? from : begin, end, Integer.MAX_VALUE);
      if (all || found.size() >= most) {
        return found.subList(Math.max(0, found.size() - most), found.size());
      }
      window = window.multipliedBy(2);
    }
  }
}
