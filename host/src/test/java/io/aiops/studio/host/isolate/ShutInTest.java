package io.aiops.studio.host.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.host.plugin.TestJars;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the operating system holds of a plugin once it is given another user, or a command. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "users, /proc and network namespaces are Linux's")
@Timeout(120)
class ShutInTest {

  /** On every Linux, and nobody's. */
  private static final List<String> UNSHARE = List.of("unshare", "--net", "--");

  private static final String USER = "nobody";

  @TempDir Path folder;

  private @Nullable PluginProcesses processes;
  private @Nullable SeparatePlugin plugin;

  @BeforeEach
  void letOthersComeBy() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @AfterEach
  void stop() {
    if (processes != null) {
      processes.close();
    }
  }

  /** With an agent that reads the file, or reaches the port, that it is told. */
  private static byte[] jar() {
    return TestJars.bundle("acme.curious", "1.0.0")
        .component(
            "Looks",
            "Agent",
            "looks",
            """
            public AgentResult run(AgentTask task, AgentContext context) throws Exception {
              String[] words = task.instruction().split(" ");
              if (words[0].equals("read")) {
                try {
                  return new AgentResult.Completed(
                      java.nio.file.Files.readString(java.nio.file.Path.of(words[1])));
                } catch (java.nio.file.AccessDeniedException e) {
                  return new AgentResult.Completed("denied");
                }
              }
              new java.net.Socket("127.0.0.1", Integer.parseInt(words[1])).close();
              return new AgentResult.Completed("reached");
            }
            """)
        .build();
  }

  private void start(SeparateConfig config) {
    processes = new PluginProcesses(folder.resolve("separate"), config);
    plugin = processes.start("acme.curious", jar(), line -> {});
  }

  private String told(String instruction) throws Exception {
    Agent agent = (Agent) plugin.offers().getFirst().service();
    AgentResult result = agent.run(new AgentTask("id", 1, instruction, Map.of()), new Lending());
    return String.valueOf(((AgentResult.Completed) result).output());
  }

  private Map<String, String> status() throws IOException {
    long pid = plugin.process().orElseThrow().pid().orElseThrow();
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.contains(":"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(':')),
                line -> line.substring(line.indexOf(':') + 1).strip()));
  }

  private static boolean works(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static void assumeUnshare() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/unshare")) && works("unshare", "--net", "true"),
        "needs unshare, and the right to use it");
  }

  /** The studio's jars are copied for the user; Java itself has to be readable where it is. */
  private static void assumeUser() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root may change the user");
    assumeTrue(
        works("/usr/bin/setpriv", "--reuid", USER, "--clear-groups", "true"), "needs setpriv");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assumeTrue(
        works("/usr/bin/setpriv", "--reuid", USER, "--clear-groups", "test", "-x", java),
        () -> USER + " cannot run " + java);
  }

  @Test
  void another_user_reads_neither_the_studios_files_nor_its_environment() throws Exception {
    assumeUser();
    Path key = Files.writeString(folder.resolve("master.key"), "s3cr3t");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    start(new SeparateConfig(128, USER, List.of()));
    Map<String, String> status = status();
    String uid = status.get("Uid").split("\\s+", -1)[0];
    assertThat(uid).isNotEqualTo("0");
    assertThat(status).containsEntry("NoNewPrivs", "1");
    assertThat(status.get("CapEff")).matches("0+");
    assertThat(status.get("CapBnd")).matches("0+");
    for (Path secret :
        List.of(key, Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "environ"))) {
      assertThat(told("read " + secret)).as(secret.toString()).isEqualTo("denied");
    }
    assertThat(told("read /proc/self/status")).as("it can read what is its own").contains(uid);
  }

  @Test
  void a_command_in_front_takes_its_network_away() throws Exception {
    assumeUnshare();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String reach = "reach " + server.getLocalPort();
      start(SeparateConfig.DEFAULT);
      assertThat(told(reach)).as("without the command").isEqualTo("reached");
      stop();
      start(new SeparateConfig(128, null, UNSHARE));
      assertThatThrownBy(() -> told(reach)).hasMessageContaining("unreachable");
    }
  }

  @Test
  void a_command_in_front_takes_the_network_away_from_another_user_too() throws Exception {
    assumeUnshare();
    assumeUser();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String reach = "reach " + server.getLocalPort();
      start(new SeparateConfig(128, USER, UNSHARE));
      assertThatThrownBy(() -> told(reach)).hasMessageContaining("unreachable");
      assertThat(status().get("Uid")).doesNotStartWith("0");
    }
  }
}
