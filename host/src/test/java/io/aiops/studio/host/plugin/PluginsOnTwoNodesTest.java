package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two frameworks on one list of plugins: what is changed at one, the other takes up. */
class PluginsOnTwoNodesTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);

  @TempDir Path folder;

  private final InMemoryPluginStore store = new InMemoryPluginStore();
  private Plugins here;
  private Plugins there;

  @BeforeEach
  void start() throws IOException {
    here = node("here");
    there = node("there");
  }

  private Plugins node(String name) throws IOException {
    return TestPlugins.start(
        store, folder.resolve(name), Files.createDirectories(folder.resolve("shipped")));
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
  }

  private void install(String version) {
    here.install(
        ADMIN,
        "echo.jar",
        new ByteArrayInputStream(TestJars.agent("acme.echo", version, "echo", "hello").build()));
  }

  @Test
  void what_another_node_has_just_installed_serves_at_the_first_look_up() {
    install("1.0.0");
    try (var lease = there.registry().agent("echo").orElseThrow()) {
      assertThat(lease.contribution().name()).isEqualTo("echo");
    }
    assertThat(there.behind()).isEmpty();
  }

  @Test
  void upgrades_and_removals_reach_the_other_node_by_themselves() {
    install("1.0.0");
    there.converge();
    install("1.1.0");
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> there.bundles().contains("acme.echo 1.1.0") && there.bundles().size() == 1);
    here.disable(ADMIN, "acme.echo");
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> there.bundles().isEmpty());
    here.enable(ADMIN, "acme.echo");
    there.converge();
    assertThat(there.registry().agent("echo")).isPresent().get().satisfies(lease -> lease.close());
    here.remove(ADMIN, "acme.echo");
    there.converge();
    assertThat(there.registry().agent("echo")).isEmpty();
  }
}
