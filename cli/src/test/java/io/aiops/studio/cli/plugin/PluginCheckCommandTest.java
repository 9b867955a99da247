package io.aiops.studio.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the kit from being started; what it finds is shown where it is built. */
final class PluginCheckCommandTest {

  @TempDir Path folder;

  @Test
  void a_file_that_is_not_there_is_misuse() {
    CommandLineRun run = CommandLineRun.of(Map.of(), folder, "plugin", "check", "none.jar");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("There is no file none.jar");
  }

  @Test
  void a_kit_that_was_not_built_is_said_to_be_missing() throws IOException {
    Files.write(folder.resolve("a.jar"), new byte[] {1});
    CommandLineRun run =
        CommandLineRun.of(
            Map.of("STUDIO_HOME", folder.toString()), folder, "plugin", "check", "a.jar");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("The kit is not built", "./studio run builds it");
    assertThat(CommandLineRun.of(Map.of(), folder, "plugin", "check", "a.jar").err())
        .contains("STUDIO_HOME is not set");
  }
}
