package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Jars beside a plugin that serves: each is refused with a clear error, and nothing changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RefusedJars {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  static final String RUN =
      "public AgentResult run(AgentTask task, AgentContext context) { return null; }";

  @TempDir static Path folder;

  private final InMemoryPluginStore store = new InMemoryPluginStore();
  private Plugins plugins;

  record Row(String name, Supplier<byte[]> jar, String... message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static TestJars bad() {
    return TestJars.bundle("bad", "1.0.0").component("Bad", "Agent", "x", RUN);
  }

  @BeforeAll
  void start() {
    plugins = TestPlugins.start(store, folder.resolve("cache"));
    install(
        "good.jar",
        new ByteArrayInputStream(TestJars.agent("good", "1.0.0", "good", "hello").build()));
  }

  @AfterAll
  void stop() {
    plugins.close();
  }

  private PluginView install(String file, InputStream jar) {
    return plugins.install(ADMIN, file, jar);
  }

  void assertRefused(Row row) {
    assertRefused(new ByteArrayInputStream(row.jar().get()), row.message());
  }

  void assertRefused(InputStream jar, String... message) {
    assertThatThrownBy(() -> install("upload.jar", jar))
        .isInstanceOf(InvalidException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(message).doesNotContain("\n"));
    assertThat(plugins.list(ADMIN))
        .singleElement()
        .returns("good", PluginView::name)
        .returns(PluginView.State.ACTIVE, PluginView::state);
    assertThat(plugins.registry().contributions()).hasSize(1);
    assertThat(store.current().entries()).hasSize(1);
    assertThat(store.version()).isEqualTo(1);
    // What hung is unloaded on the thread that it kept.
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> plugins.bundles().equals(List.of("good 1.0.0")));
  }
}
