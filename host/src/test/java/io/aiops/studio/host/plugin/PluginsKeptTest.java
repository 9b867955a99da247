package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is in the set outlives restarts, outages and plugins that fail. */
class PluginsKeptTest extends RunningPlugins {

  @Test
  void when_the_database_is_away_nothing_changes() throws Exception {
    install(greeter("1.0.0", "one"));
    store.away = true;
    byte[] next = greeter("2.0.0", "two");
    byte[] another = TestJars.agent("other", "1.0.0", "other", "x").build();
    assertThatThrownBy(() -> install(next)).isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> install(another)).isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> plugins.disable(ADMIN, "acme.greeter"))
        .isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> plugins.remove(ADMIN, "acme.greeter"))
        .isInstanceOf(UnavailableException.class);
    assertThat(says("greeter")).isEqualTo("one");
    assertThat(says("other")).isNull();
    assertThat(plugins.bundles()).containsExactly("acme.greeter 1.0.0");
  }

  @Test
  void what_was_written_down_comes_about_though_the_answer_was_lost() throws Exception {
    install(greeter("1.0.0", "one"));
    store.forgetful = true;
    byte[] next = greeter("2.0.0", "two");
    assertThatThrownBy(() -> install(next)).isInstanceOf(UnavailableException.class);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> "two".equals(says("greeter")));
    restart();
    assertThat(says("greeter")).isEqualTo("two");
  }

  @Test
  void one_that_no_longer_starts_is_shown_as_failed_and_keeps_nobody_else_down() throws Exception {
    byte[] once =
        TestJars.bundle("acme.once", "1.0.0")
            .type(
                "Once",
                """
                public class Once implements BundleActivator {
                  public void start(BundleContext c) throws Exception {
                    if (!new java.io.File("%s").createNewFile()) { throw new Exception("not again"); }
                  }
                  public void stop(BundleContext c) {}
                }
                """
                    .formatted(folder.resolve("once")))
            .header("Bundle-Activator", "acme.once.Once")
            .component(
                "A",
                "Agent",
                "once",
                "public AgentResult run(AgentTask t, AgentContext c) { return null; }")
            .build();
    install(once);
    install(greeter("1.0.0", "hello"));
    restart();
    assertThat(says("greeter")).isEqualTo("hello");
    PluginView failed = plugins.list(ADMIN).getLast();
    assertThat(failed.state()).isEqualTo(PluginView.State.FAILED);
    assertThat(failed.error()).contains("failed in its activator").contains("not again");
    Files.delete(folder.resolve("once"));
    assertThat(plugins.enable(ADMIN, "acme.once").state()).isEqualTo(PluginView.State.ACTIVE);
    assertThat(plugins.enable(ADMIN, "acme.once").error()).isNull();
  }

  @Test
  void shipped_ones_come_with_each_start_unless_people_decided_otherwise() throws Exception {
    Path shipped = folder.resolve("shipped");
    Files.write(shipped.resolve("greeter.jar"), greeter("1.0.0", "shipped"));
    Files.write(shipped.resolve("broken.jar"), new byte[] {1, 2, 3});
    Files.write(shipped.resolve("notes.txt"), new byte[0]);
    restart();
    assertThat(plugins.list(ADMIN)).singleElement().returns(true, PluginView::shipped);
    assertThat(says("greeter")).isEqualTo("shipped");
    assertThatThrownBy(() -> plugins.remove(ADMIN, "acme.greeter"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("disable it");

    plugins.disable(ADMIN, "acme.greeter");
    Files.write(shipped.resolve("greeter.jar"), greeter("1.0.1", "shipped later"));
    restart();
    assertThat(says("greeter")).isNull();
    assertThat(plugins.list(ADMIN).getFirst().version()).isEqualTo("1.0.1");

    install(greeter("2.0.0", "people's own"));
    restart();
    assertThat(says("greeter")).isEqualTo("people's own");
    plugins.remove(ADMIN, "acme.greeter");
    restart();
    assertThat(says("greeter")).isEqualTo("shipped later");
  }

  @Test
  void what_must_not_serve_any_more_is_stopped_and_says_why() throws Exception {
    install(greeter("1.0.0", "hello"));
    plugins.enforce();
    assertThat(says("greeter")).isEqualTo("hello");
    revoked = "acme.greeter 1.0.0 was revoked: leaks.";
    plugins.enforce();
    assertThat(says("greeter")).isNull();
    assertThat(plugins.history(ADMIN, 1).getFirst().why())
        .isEqualTo("Stopped acme.greeter 1.0.0: acme.greeter 1.0.0 was revoked: leaks.");
    long version = store.version();
    plugins.enforce();
    assertThat(store.version()).as("stopped once").isEqualTo(version);
    assertThatThrownBy(() -> plugins.enable(ADMIN, "acme.greeter"))
        .hasMessageContaining("was revoked: leaks");
    restart();
    assertThat(says("greeter")).isNull();
  }
}
