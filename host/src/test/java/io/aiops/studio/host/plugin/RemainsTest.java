package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A version that leaks, once another took its place: what it left is said, and work goes on. */
@Timeout(240)
class RemainsTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  private static final String KEY = "studio.test.leak";

  @TempDir Path folder;
  private Plugins plugins;

  @BeforeEach
  void start() {
    plugins =
        TestPlugins.start(
            new InMemoryPluginStore(), folder.resolve("cache"), folder.resolve("shipped"));
  }

  @AfterEach
  void stop() {
    // Whoever waits for it ends.
    System.getProperties().remove(KEY);
    plugins.close();
  }

  /**
   * @param begins what its constructor does
   */
  private static byte[] jar(String version, String begins) {
    return TestJars.bundle("acme.leaks", version)
        .component(
            "Leaks",
            "Agent",
            "leaks",
            "public AgentResult run(AgentTask task, AgentContext context) {"
                + " return new AgentResult.Completed(\"fine\"); }"
                + " public Leaks() { "
                + begins
                + " }")
        .build();
  }

  private void install(byte[] jar) {
    plugins.install(ADMIN, "leaks.jar", new ByteArrayInputStream(jar));
  }

  private String work() throws Exception {
    try (Lease<Agent> lease = plugins.registry().agent("leaks").orElseThrow()) {
      return String.valueOf(
          ((AgentResult.Completed)
                  lease.service().run(new AgentTask("t", 1, "", Map.of()), new NothingLent()))
              .output());
    }
  }

  private String said() {
    String error = plugins.here().getFirst().error();
    return error == null ? "" : error;
  }

  @Test
  void threads_that_run_on_are_named_beside_the_plugins_state() throws Exception {
    install(
        jar(
            "1.0.0",
            "System.getProperties().put(\""
                + KEY
                + "\", \"on\");"
                + " Thread t = new Thread(() -> {"
                + " while (System.getProperty(\""
                + KEY
                + "\") != null) { Thread.onSpinWait(); java.util.concurrent.locks.LockSupport.parkNanos(10_000_000L); } },"
                + " \"left-over\");"
                + " t.setDaemon(true); t.start();"));
    assertThat(work()).isEqualTo("fine");
    assertThat(said()).isEmpty();
    install(jar("1.1.0", ""));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> said().contains("1 of its threads run on: left-over"));
    assertThat(said()).startsWith("Version 1.0.0 was unloaded, but");
    assertThat(plugins.here().getFirst().version()).isEqualTo("1.1.0");
    assertThat(work()).isEqualTo("fine");

    System.getProperties().remove(KEY);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          System.gc();
          return said().isEmpty();
        });
  }

  @Test
  void classes_that_something_holds_are_told_once_all_memory_was_collected() throws Exception {
    install(jar("1.0.0", "System.getProperties().put(\"" + KEY + "\", this);"));
    install(jar("1.1.0", ""));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          System.gc();
          return said().contains("its classes are still in memory");
        });
    assertThat(said()).startsWith("Version 1.0.0 was unloaded, but");
    assertThat(work()).isEqualTo("fine");
  }

  @Test
  void of_one_that_leaks_nothing_nothing_is_said() {
    install(jar("1.0.0", ""));
    install(jar("1.1.0", ""));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          System.gc();
          return plugins.loaders() == 0;
        });
    assertThat(said()).isEmpty();
  }
}
