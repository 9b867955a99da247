package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schedule for every ten minutes, looked at at various moments. */
class DueTest {

  @ParameterizedTest(name = "{0} most {1}, not looked at since {2}, now {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # policy | most | since | now      | fires             | missed
          SKIP     | 9    | 10:00 | 10:00:00 | 10:00             |
          SKIP     | 9    | 10:00 | 10:01:00 | 10:00             |
          SKIP     | 9    | 10:00 | 10:01:01 |                   | 10:00
          SKIP     | 9    | 10:00 | 10:30:30 | 10:30             | 10:00 10:10 10:20
          ONCE     | 9    | 10:00 | 10:00:30 | 10:00             |
          ONCE     | 9    | 10:00 | 10:25:00 | 10:20             | 10:00 10:10
          ONCE     | 9    | 10:00 | 10:30:30 | 10:30             | 10:00 10:10 10:20
          ALL      | 9    | 10:00 | 10:25:00 | 10:00 10:10 10:20 |
          ALL      | 2    | 10:00 | 10:35:00 | 10:20 10:30       | 10:00 10:10
          ALL      | 1    | 10:00 | 10:30:30 | 10:20 10:30       | 10:00 10:10
          """)
  void what_is_owed(
      String policy, int most, String since, String now, String fires, String missed) {
    Source.Schedule settings =
        new Source.Schedule("*/10 * * * *", "UTC", Missed.valueOf(policy), most);
    Due due =
        Due.at(
            CronSchedule.of(settings.cron(), settings.zone()),
            settings,
            at(since + ":00"),
            at(now));
    assertThat(due.fire()).extracting(DueTest::clock).isEqualTo(list(fires));
    assertThat(due.missed()).extracting(DueTest::clock).isEqualTo(list(missed));
    assertThat(due.next()).isAfter(at(now)).isBeforeOrEqualTo(at(now).plusSeconds(600));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-25T" + time + "Z");
  }

  private static String clock(Instant instant) {
    return instant.toString().substring(11, 16);
  }

  private static List<String> list(String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }

  @Test
  void a_year_away_costs_no_more_than_a_day_and_leaves_a_bounded_record() {
    Source.Schedule settings = new Source.Schedule("* * * * *", "Europe/Berlin", Missed.ALL, 1000);
    Due due =
        Due.at(
            CronSchedule.of(settings.cron(), settings.zone()),
            settings,
            at("10:00:00").minusSeconds(365L * 86_400),
            at("10:00:30"));
    assertThat(due.fire()).hasSize(1001);
    assertThat(due.missed()).isEmpty();
    Source.Schedule skipping = new Source.Schedule("* * * * *", "Europe/Berlin", Missed.SKIP, 1);
    assertThat(
            Due.at(
                    CronSchedule.of(skipping.cron(), skipping.zone()),
                    skipping,
                    at("10:00:00").minusSeconds(365L * 86_400),
                    at("10:00:30"))
                .missed())
        .hasSize(1000);
  }
}
