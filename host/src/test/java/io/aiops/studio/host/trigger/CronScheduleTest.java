package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

  /**
   * Berlin leaps from 02:00 to 03:00 on 29 March 2026, and back from 03:00 to 02:00 on 25 October.
   */
  @ParameterizedTest(name = "{0} in {1} from {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          # plain
          0 9 * * MON-FRI | Europe/Berlin | 2026-11-27T08:00Z | 2026-11-30T08:00Z 2026-12-01T08:00Z
          0 9 * * MON-FRI | Europe/Berlin | 2026-11-27T07:59Z | 2026-11-27T08:00Z 2026-11-30T08:00Z
          */20 * * * *    | UTC           | 2026-01-01T00:05Z | 2026-01-01T00:20Z 2026-01-01T00:40Z 2026-01-01T01:00Z
          0 0 29 2 *      | UTC           | 2026-01-01T00:00Z | 2028-02-29T00:00Z 2032-02-29T00:00Z
          0 9 1,15 * 1    | UTC           | 2026-03-10T00:00Z | 2026-03-15T09:00Z 2026-03-16T09:00Z 2026-03-23T09:00Z
          30 5 * * *      | Asia/Kolkata  | 2026-01-01T00:00Z | 2026-01-02T00:00Z 2026-01-03T00:00Z
          # over the gap: a time that the clocks leap over fires as they do, once
          30 2 * * *      | Europe/Berlin | 2026-03-28T00:00Z | 2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z
          0,30 2 * * *    | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-29T01:00Z 2026-03-30T00:00Z
          0 2,3 * * *     | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-29T01:00Z 2026-03-30T00:00Z 2026-03-30T01:00Z
          0 3 * * *       | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-29T01:00Z 2026-03-30T01:00Z
          59 1 * * *      | Europe/Berlin | 2026-03-28T12:00Z | 2026-03-29T00:59Z 2026-03-29T23:59Z
          # an hour that is every hour goes on in real time
          30 * * * *      | Europe/Berlin | 2026-03-29T00:00Z | 2026-03-29T00:30Z 2026-03-29T01:30Z 2026-03-29T02:30Z
          # over the overlap: a time that comes twice fires the first time
          30 2 * * *      | Europe/Berlin | 2026-10-24T12:00Z | 2026-10-25T00:30Z 2026-10-26T01:30Z
          0 3 * * *       | Europe/Berlin | 2026-10-24T12:00Z | 2026-10-25T02:00Z 2026-10-26T02:00Z
          0 2 * * *       | Europe/Berlin | 2026-10-24T12:00Z | 2026-10-25T00:00Z 2026-10-26T01:00Z
          30 2 * * *      | Europe/Berlin | 2026-10-25T00:45Z | 2026-10-26T01:30Z
          30 2 * * *      | Europe/Berlin | 2026-10-25T01:15Z | 2026-10-26T01:30Z
          */30 * * * *    | Europe/Berlin | 2026-10-25T00:15Z | 2026-10-25T00:30Z 2026-10-25T01:00Z 2026-10-25T01:30Z 2026-10-25T02:00Z
          # half an hour, at another end of the world
          15 2 * * *      | Australia/Lord_Howe | 2026-10-03T00:00Z | 2026-10-03T15:30Z 2026-10-04T15:15Z
          45 1 * * *      | Australia/Lord_Howe | 2026-04-04T00:00Z | 2026-04-04T14:45Z 2026-04-05T15:15Z
          # midnight that does not exist
          0 0 * * *       | America/Santiago | 2026-09-05T12:00Z | 2026-09-06T04:00Z 2026-09-07T03:00Z
          """)
  void the_next_times_are(String cron, String zone, String from, String expected) {
    CronSchedule schedule = CronSchedule.of(cron, zone);
    List<Instant> wanted =
        Arrays.stream(expected.split(" ")).map(CronScheduleTest::instant).toList();
    List<Instant> found = new ArrayList<>();
    Instant at = instant(from);
    while (found.size() < wanted.size()) {
      at = schedule.next(at).orElseThrow();
      found.add(at);
    }
    assertThat(found).containsExactlyElementsOf(wanted);
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  /** Against counting minutes, which needs no cleverness, over a year with both changes. */
  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/New_York", "UTC", "Australia/Lord_Howe"})
  void agrees_with_a_look_at_every_minute_of_a_year(String zone) {
    ZoneId id = ZoneId.of(zone);
    Instant from = LocalDate.of(2026, 1, 1).atStartOfDay(id).toInstant();
    Instant to = LocalDate.of(2027, 1, 1).atStartOfDay(id).toInstant();
    assertThat(CronSchedule.of("*/15 * * * *", zone).between(from, to, 100_000))
        .isEqualTo(minutes(from, to, id, at -> at.getMinute() % 15 == 0));
    assertThat(CronSchedule.of("17 4 * * *", zone).between(from, to, 100_000))
        .isEqualTo(minutes(from, to, id, at -> at.getHour() == 4 && at.getMinute() == 17));
    assertThat(CronSchedule.of("5 12 13 * 5", zone).between(from, to, 100_000))
        .isEqualTo(
            minutes(
                from,
                to,
                id,
                at ->
                    at.getHour() == 12
                        && at.getMinute() == 5
                        && (at.getDayOfMonth() == 13 || at.getDayOfWeek().getValue() == 5)));
  }

  private static List<Instant> minutes(
      Instant from, Instant to, ZoneId zone, Predicate<OffsetDateTime> wanted) {
    List<Instant> all = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
      if (wanted.test(at.atZone(zone).toOffsetDateTime())) {
        all.add(at);
      }
    }
    return all;
  }

  @Test
  void every_day_of_ten_years_has_exactly_one_time_of_a_daily_schedule() {
    for (String cron : List.of("30 2 * * *", "0 2 * * *", "59 2 * * *", "0 3 * * *")) {
      List<Instant> times =
          CronSchedule.of(cron, "Europe/Berlin")
              .between(instant("2020-01-01T00:00+01:00"), instant("2030-01-01T00:00+01:00"), 9_999);
      assertThat(times.stream().map(at -> at.atZone(ZoneId.of("Europe/Berlin")).toLocalDate()))
          .as(cron)
          .doesNotHaveDuplicates()
          .hasSize(3653);
    }
  }

  @Test
  void the_newest_are_found_from_the_end() {
    CronSchedule schedule = CronSchedule.of("* * * * *", "UTC");
    Instant now = instant("2026-06-01T00:00:30Z");
    Instant from = now.minus(Duration.ofDays(3650));
    assertThat(schedule.newest(from, now, 3))
        .containsExactly(
            instant("2026-05-31T23:58Z"),
            instant("2026-05-31T23:59Z"),
            instant("2026-06-01T00:00Z"));
    assertThat(schedule.newest(instant("2026-05-31T23:59Z"), now, 1000)).hasSize(2);
    assertThat(CronSchedule.of("0 0 29 2 *", "UTC").newest(from, now, 5))
        .containsExactly(instant("2020-02-29T00:00Z"), instant("2024-02-29T00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "* * * *", "* * * * * *", "60 * * * *", "x * * * *", "0 0 L * *", "@daily"})
  void what_is_no_cron_expression_is_refused_by_name(String cron) {
    assertThatThrownBy(() -> CronSchedule.of(cron, "UTC"))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.problems()).extracting("path").containsExactly("cron"));
  }

  @Test
  void a_zone_nobody_knows_is_refused_and_a_time_that_never_comes_is_none() {
    assertThatThrownBy(() -> CronSchedule.of("* * * * *", "Mars/Olympus"))
        .hasMessageContaining("Mars/Olympus");
    assertThat(CronSchedule.of("0 0 31 2 *", "Europe/Berlin").next(Instant.EPOCH)).isEmpty();
    assertThat(CronSchedule.of("0 9 * * MON-FRI", "UTC").words())
        .isEqualTo("at 09:00 every day between Monday and Friday");
  }
}
