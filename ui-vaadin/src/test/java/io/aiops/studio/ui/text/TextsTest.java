package io.aiops.studio.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.query.ExecutionViews.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void a_range_of_versions_is_said_in_words() {
    assertThat(Texts.versions("[1.0,2)")).isEqualTo("1.0 to below 2");
    assertThat(Texts.versions("[1.0,1.4]")).isEqualTo("1.0 to 1.4");
    assertThat(Texts.versions("1.0")).isEqualTo("1.0");
  }

  @Test
  void durations_keep_the_two_units_that_matter() {
    assertThat(Texts.duration(Duration.ofMillis(240))).isEqualTo("240 ms");
    assertThat(Texts.duration(Duration.ofMillis(3210))).isEqualTo("3.2 s");
    assertThat(Texts.duration(Duration.ofSeconds(245))).isEqualTo("4 min 5 s");
    assertThat(Texts.duration(Duration.ofMinutes(123))).isEqualTo("2 h 3 min");
    assertThat(Texts.duration(Duration.ofSeconds(-1))).isEqualTo("0 ms");
  }

  @Test
  void says_how_long_ago() {
    Instant now = Instant.parse("2026-11-23T10:00:00Z");
    assertThat(Texts.ago(now.plusSeconds(3), now)).isEqualTo("just now");
    assertThat(Texts.ago(now.minusSeconds(300), now)).isEqualTo("5 min ago");
    assertThat(Texts.ago(now.minusSeconds(86_400), now)).isEqualTo("yesterday");
  }

  @Test
  void small_costs_keep_their_digits() {
    assertThat(cost("0.00123")).isEqualTo("0.00123 USD");
    assertThat(cost("12.5")).isEqualTo("12.50 USD");
    assertThat(cost("0")).isEqualTo("0.00 USD");
    assertThat(Texts.cost(new Usage(1, 1, null, null, true))).isEmpty();
  }

  private static String cost(String cost) {
    return Texts.cost(new Usage(1, 1, new BigDecimal(cost), "USD", false));
  }
}
