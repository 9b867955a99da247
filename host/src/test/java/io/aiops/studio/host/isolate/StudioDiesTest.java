package io.aiops.studio.host.isolate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No process of a plugin stays behind. */
@Timeout(240)
class StudioDiesTest {

  @TempDir Path folder;

  @Test
  void a_plugins_process_ends_when_the_studio_is_killed() throws Exception {
    Path jar = Files.write(folder.resolve("hostile.jar"), HostilePlugin.jar());
    Process studio =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StudioOfTheDead.class.getName(),
                folder.resolve("separate").toString(),
                jar.toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    try (BufferedReader out = studio.inputReader()) {
      String line = out.readLine();
      assertThat(line).as(Files.readString(folder.resolve("err"))).isNotNull();
      ProcessHandle child = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
      assertThat(child.isAlive()).isTrue();
      studio.destroyForcibly();
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !child.isAlive());
    } finally {
      studio.destroyForcibly();
    }
    // The next studio clears away what is left.
    assertThat(folder.resolve("separate")).isNotEmptyDirectory();
    new PluginProcesses(folder.resolve("separate"), SeparateConfig.DEFAULT).close();
    assertThat(folder.resolve("separate")).doesNotExist();
  }
}
