package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class SamplerTest {

  @Test
  void counts_what_waits_for_a_worker_or_the_engine() {
    assertThat(
            Sampler.depth(
                """
                # TYPE studio_queue_depth gauge
                studio_queue_depth{queue="commands"} 3.0
                studio_queue_depth{queue="tasks"} 4.0
                studio_queue_depth{queue="dead"} 100.0
                studio_queue_depth_other 9.0
                """))
        .isEqualTo(7);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "it is Linux's /proc that is read")
  void looks_into_another_jvm() throws Exception {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('r');
      try (ServerJvm jvm = ServerJvm.attach(other.pid())) {
        double live = jvm.heapAfterGcMib();
        assertThat(live).isBetween(0.5, 64.0);
        assertThat(jvm.threads()).isGreaterThan(3);
        assertThat(jvm.heapPeakMib()).isGreaterThanOrEqualTo(live);
        assertThat(jvm.collectingMillis()).isPositive();
      }
    } finally {
      other.destroyForcibly().onExit().join();
    }
  }

  /** A program that says it is ready and waits to be ended. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] arguments) throws Exception {
      System.out.write('r');
      System.out.flush();
      System.in.read();
    }
  }
}
