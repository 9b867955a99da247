package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "it is Linux's /proc that is read")
final class ProcessesTest {

  private static final long OURS = ProcessHandle.current().pid();

  @TempDir private Path folder;

  @Test
  void tells_processor_time_as_it_is_used() {
    long before = Processes.cpuMillis(OURS);
    long machine = Processes.machineMillis();
    long until = System.nanoTime() + 20_000_000_000L;
    while (Processes.cpuMillis(OURS) < before + 50 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(Processes.cpuMillis(OURS)).isBetween(before + 50, before + 20_000);
    assertThat(Processes.machineMillis()).isGreaterThan(machine);
  }

  @Test
  void tells_memory() {
    long resident = Processes.residentKib(OURS);
    assertThat(resident).isGreaterThan(10_000);
    assertThat(Processes.proportionalKib(OURS)).isBetween(10_000L, resident * 2);
  }

  @Test
  void finds_a_program_by_the_folder_it_works_in() throws IOException {
    Process sleep = new ProcessBuilder("sleep", "60").directory(folder.toFile()).start();
    try {
      assertThat(Processes.in(folder, "sleep")).containsExactly(sleep.pid());
      assertThat(Processes.in(folder, "postgres")).isEmpty();
      assertThat(Processes.in(folder.resolve("other"), "sleep")).isEmpty();
      assertThat(Processes.title(sleep.pid())).isEqualTo("sleep 60");
    } finally {
      sleep.destroyForcibly().onExit().join();
    }
  }

  @Test
  void knows_nothing_of_a_process_that_has_ended() throws IOException {
    Process ended = new ProcessBuilder("true").start();
    ended.onExit().join();
    assertThat(Processes.cpuMillis(ended.pid())).isZero();
    assertThat(Processes.residentKib(ended.pid())).isZero();
    assertThat(Processes.title(ended.pid())).isEmpty();
  }
}
