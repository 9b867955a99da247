package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LoadedTest {

  private static final long MS = 1_000_000;

  private static Loaded loaded(double rate) {
    return new Loaded(
        new Load.Plan("w", Map.of(), 2, 2, rate, Duration.ofSeconds(1)),
        List.of(
            new Load.Run("e1", 0, 10 * MS, 13 * MS, 510 * MS),
            new Load.Run("e2", 200 * MS, 200 * MS, 202 * MS, 300 * MS)),
        600 * MS,
        new Machine.Used(600 * MS, 30, 10, 4, 344, 0));
  }

  @Test
  void counts_from_the_first_start_to_the_last_end_and_latencies_from_when_each_was_due() {
    assertThat(loaded(0).figures(5))
        .containsEntry("executions", 2)
        .containsEntry("seconds", 0.5)
        .containsEntry("executionsPerSecond", 4.0)
        .containsEntry("stepsPerSecond", 20.0)
        .containsEntry("p50Millis", 100.0)
        .containsEntry("p99Millis", 510.0)
        .containsEntry("acceptP50Millis", 2.0)
        .containsEntry("acceptP99Millis", 3.0)
        .doesNotContainKey("rate");
    assertThat(loaded(10).figures(5)).containsEntry("rate", 10.0);
  }

  @Test
  void processor_time_is_the_servers_and_the_databases_the_clients_is_apart() {
    assertThat(loaded(0).figures(5))
        .containsEntry("cpuMillisPerExecution", 20.0)
        .containsEntry("cpuMillisPerStep", 4.0)
        .containsEntry("serverCpuMillisPerExecution", 15.0)
        .containsEntry("databaseCpuMillisPerExecution", 5.0)
        .containsEntry("clientCpuMillisPerExecution", 2.0)
        .containsEntry("otherCores", 0.5);
  }

  @Test
  void a_server_elsewhere_has_no_processor_time() {
    Loaded elsewhere = new Loaded(loaded(0).plan(), loaded(0).runs(), 600 * MS, Machine.Used.NONE);
    assertThat(elsewhere.figures(5)).doesNotContainKey("cpuMillisPerExecution");
  }
}
