package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

  /** How fast it goes says nothing on a machine that does other things as well. */
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
    List<String> lines = ended.printed().lines().toList();
    assertThat(lines).as(ended.output()).hasSize(33);
    JsonNode load = Api.JSON.readTree(lines.get(21));
    assertThat(load.get("bench").asString()).isEqualTo("swap-load");
    assertThat(load.get("swaps").asInt()).isEqualTo(20);
    assertThat(load.get("executions").asInt()).isEqualTo(210);
    assertThat(load.get("failed").asInt()).isZero();
    assertThat(load.get("stepsAttemptedAgain").asInt()).isZero();
    JsonNode counted = Api.JSON.readTree(lines.getLast());
    assertThat(counted.get("bench").asString()).isEqualTo("swap-counted");
    assertThat(counted.get("swaps").asInt()).isEqualTo(10);
    assertThat(counted.get("failed").asInt()).isZero();
    assertThat(counted.get("calls").asInt()).isEqualTo(110 * 5);
    assertThat(counted.get("callsMadeTwice").asInt()).isZero();
    assertThat(counted.get("callsLost").asInt()).isZero();
    assertThat(server.data().resolve("swap.svg")).isNotEmptyFile();
  }
}
