package io.aiops.studio.host.isolate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin's process has of the studio's: nothing, but for the calls that come to it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class NothingSecretTest {

  private static final Set<String> NAMED = Set.of("LANG", "HOME", "TMPDIR", "MALLOC_ARENA_MAX");

  @TempDir Path folder;

  private PluginProcesses processes;
  private SeparatePlugin plugin;
  private Path proc;

  @BeforeEach
  void start() throws Exception {
    // Handed on by no process of the studio's, as its own settings are.
    System.setProperty("studio.test.secret", "s3cr3t-of-the-studio");
    processes = new PluginProcesses(folder.resolve("separate"), SeparateConfig.DEFAULT);
    plugin = processes.start("acme.hostile", HostilePlugin.jar(), line -> {});
    // A secret goes to it, as a connection's would.
    agent("is well");
    proc = Path.of("/proc", plugin.process().orElseThrow().pid().orElseThrow().toString());
  }

  @AfterEach
  void stop() {
    System.clearProperty("studio.test.secret");
    processes.close();
  }

  private Object agent(String instruction) throws Exception {
    Agent agent =
        plugin.offers().stream()
            .map(offer -> offer.service())
            .filter(Agent.class::isInstance)
            .map(Agent.class::cast)
            .findFirst()
            .orElseThrow();
    AgentResult result = agent.run(new AgentTask("id", 1, instruction, Map.of()), new Lending());
    return ((AgentResult.Completed) result).output();
  }

  private List<String> words(String file) throws IOException {
    return Arrays.asList(
        new String(Files.readAllBytes(proc.resolve(file)), StandardCharsets.UTF_8).split("\0", -1));
  }

  @Test
  void its_environment_is_empty_but_for_what_is_named() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String variable : words("environ")) {
      if (!variable.isEmpty()) {
        names.add(variable.substring(0, variable.indexOf('=')));
      }
    }
    assertThat(names).isEqualTo(new TreeSet<>(NAMED));
    assertThat(System.getenv()).as("the studio's own").containsKey("PATH");
  }

  @Test
  void nothing_secret_is_on_its_command_line_or_in_its_folder() throws IOException {
    assertThat(String.join(" ", words("cmdline"))).doesNotContain("s3cr3t");
    assertThat(words("cmdline")).contains("-Xmx128m", Child.class.getName());
    Path own = Files.readSymbolicLink(proc.resolve("cwd"));
    assertThat(own).startsWith(folder.toRealPath());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx--x--x");
    try (var files = Files.list(own)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly("bundle.jar", "cache", "tmp");
    }
  }

  @Test
  void it_has_no_file_of_the_studio_open() throws IOException {
    try (var files = Files.list(proc.resolve("fd"))) {
      for (Path file : files.toList()) {
        String target = Files.readSymbolicLink(file).toString();
        int number = Integer.parseInt(file.getFileName().toString());
        if (number <= 2) {
          assertThat(target).startsWith("pipe:");
        } else {
          assertThat(target)
              .as("descriptor " + number)
              .doesNotStartWith("socket:")
              .doesNotStartWith("pipe:");
        }
      }
    }
  }

  @Test
  void its_own_code_sees_no_more_and_nothing_of_the_host() throws Exception {
    assertThat(agent("looks around"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("host", false)
        .hasEntrySatisfying(
            "environment",
            seen ->
                assertThat(seen)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsOnlyKeys(NAMED))
        .hasEntrySatisfying(
            "properties", seen -> assertThat(seen.toString()).doesNotContain("s3cr3t"));
  }
}
