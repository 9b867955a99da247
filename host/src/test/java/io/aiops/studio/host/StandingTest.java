package io.aiops.studio.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.Health.Level;
import io.aiops.studio.host.Health.Part;
import io.aiops.studio.host.identity.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final Part ALL_ANSWER = new Part("connections", true, "All answer.");
  private static final Part ONE_SILENT = new Part("connections", false, "One does not answer.");

  private final TestClock clock = new TestClock();
  private final Standing standing = new Standing(clock);

  /** With these of its parts away. */
  private Level without(String... away) {
    return standing.of(parts(away), ALL_ANSWER);
  }

  private static List<Part> parts(String... away) {
    return Stream.of("database", "broker", "plugins", "engine")
        .map(name -> new Part(name, !List.of(away).contains(name), "As it is."))
        .toList();
  }

  @Test
  void it_is_degraded_while_something_outside_does_not_answer() {
    assertThat(without()).isEqualTo(Level.UP);
    assertThat(standing.of(parts(), ONE_SILENT)).isEqualTo(Level.DEGRADED);
    clock.advance(Duration.ofHours(1));
    assertThat(standing.of(parts(), ONE_SILENT)).isEqualTo(Level.DEGRADED);
    assertThat(without()).isEqualTo(Level.UP);
  }

  @Test
  void a_database_that_is_away_degrades_it_for_a_moment_and_then_takes_it_down() {
    without();
    assertThat(without("database")).isEqualTo(Level.DEGRADED);
    clock.advance(Standing.MOMENT.minusMillis(1));
    assertThat(without("database")).isEqualTo(Level.DEGRADED);
    clock.advance(Duration.ofMillis(1));
    assertThat(without("database")).isEqualTo(Level.DOWN);
    assertThat(without("broker")).isEqualTo(Level.DEGRADED);
    assertThat(without("database")).isEqualTo(Level.DEGRADED);
  }

  @Test
  void what_has_not_answered_yet_or_is_this_node_itself_may_not_be_away() {
    assertThat(without("database", "engine")).isEqualTo(Level.DOWN);
    assertThat(without("engine")).isEqualTo(Level.DOWN);
    without();
    assertThat(without("plugins")).isEqualTo(Level.DOWN);
    assertThat(without("plugins", "broker")).isEqualTo(Level.DOWN);
  }

  @Test
  void an_engine_that_lost_the_broker_comes_back_with_it_or_takes_the_node_down() {
    without();
    assertThat(without("engine", "broker")).isEqualTo(Level.DEGRADED);
    clock.advance(Standing.MOMENT);
    assertThat(without("engine")).isEqualTo(Level.DOWN);
    assertThat(without()).isEqualTo(Level.UP);
  }
}
