package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A short run of {@code ./studio bench swap}: nobody notices that a plugin is swapped. */
@ExtendWith(SharedServer.class)
class SwapIT {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final StudioServer server;

  SwapIT(StudioServer server) {
    this.server = server;
  }

  /**
   * How fast it goes says nothing on a machine that does other things as well, and so neither does
   * how many of the swaps there was time for.
   */
  @Test
  void no_execution_fails_and_no_call_is_made_twice_while_a_plugin_goes_up_and_down() {
    StudioServer.Ended ended =
        server.runs(
            LONGEST,
            "bench",
            "swap",
            "--url",
            server.url().toString(),
            "--swaps",
            "20",
            "--every",
            "500",
            "--rate",
            "20",
            "--counted",
            "10",
            "--left",
            "0",
            "--out",
            server.data().toString());
    JsonNode load = line(ended, "swap-load");
    assertThat(load.get("swaps").asInt()).isBetween(10, 20);
    assertThat(load.get("executions").asInt()).isEqualTo(210);
    assertThat(load.get("failed").asInt()).isZero();
    assertThat(load.get("stepsAttemptedAgain").asInt()).isZero();
    JsonNode counted = line(ended, "swap-counted");
    assertThat(counted.get("swaps").asInt()).isBetween(4, 10);
    assertThat(counted.get("failed").asInt()).isZero();
    assertThat(counted.get("calls").asInt()).isEqualTo(110 * 5);
    assertThat(counted.get("callsMadeTwice").asInt()).isZero();
    assertThat(counted.get("callsLost").asInt()).isZero();
    assertThat(server.data().resolve("swap.svg")).isNotEmptyFile();
  }

  private static JsonNode line(StudioServer.Ended ended, String bench) {
    return ended
        .printed()
        .lines()
        .map(Api.JSON::readTree)
        .filter(line -> line.get("bench").asString().equals(bench))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + bench + " in " + ended.output()));
  }
}
