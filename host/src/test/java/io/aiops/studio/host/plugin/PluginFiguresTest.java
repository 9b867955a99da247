package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.host.plugin.PluginLog.Level;
import io.aiops.studio.host.plugin.PluginLog.Line;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a node knows of the plugins that are up there: how much they do, and what they write. */
class PluginFiguresTest extends RunningPlugins {

  private static final UUID WORKSPACE = UUID.randomUUID();

  /** Logs as it starts, in a call, and on a thread of its own that ends with it. */
  private static byte[] talker(String version) {
    return TestJars.bundle("acme.talker", version)
        .header("Bundle-Activator", "acme.talker.Begins")
        .type(
            "Begins",
            """
            public class Begins implements BundleActivator {
              public void start(BundleContext context) {
                System.getLogger("talker").log(System.Logger.Level.WARNING, "begins");
              }
              public void stop(BundleContext context) { Talks.end.countDown(); }
            }
            """)
        .component(
            "Talks",
            "Agent",
            "talks",
            """
            static final java.util.concurrent.CountDownLatch end = new java.util.concurrent.CountDownLatch(1);
            public AgentResult run(AgentTask task, AgentContext context) throws Exception {
              java.util.logging.Logger.getLogger("talker").log(java.util.logging.Level.SEVERE, task.instruction(), new IllegalStateException("odd"));
              java.util.logging.Logger.getLogger("talker").fine("not logged at this level");
              java.util.concurrent.CountDownLatch said = new java.util.concurrent.CountDownLatch(1);
              Thread.ofPlatform().name("talker").start(() -> {
                System.getLogger("talker").log(System.Logger.Level.INFO, "aside of {0}", task.instruction());
                said.countDown();
                try { end.await(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
              });
              said.await();
              return new AgentResult.Completed("said");
            }
            """)
        .build();
  }

  private Lease<Agent> talks() {
    return plugins.registry().agent("talks").orElseThrow();
  }

  private void say(Lease<Agent> lease, String what) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(lease.classLoader());
    try {
      ScopedValue.where(PluginLog.WORKSPACE, WORKSPACE)
          .call(
              () -> lease.service().run(new AgentTask("t", 1, what, Map.of()), new NothingLent()));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private List<Line> lines() {
    return plugins.logs().get("acme.talker").lines();
  }

  private List<PluginFigures> figures() {
    return plugins.here().getFirst().figures();
  }

  @Test
  void what_a_plugin_logs_is_its_own_wherever_it_logs_it() throws Exception {
    install(talker("1.0.0"));
    try (Lease<Agent> lease = talks()) {
      lease.lent(List.of("hunter2"));
      say(lease, "hello hunter2");
      lease.note(WORKSPACE, "it failed at hunter2");
    }
    Logger.getLogger("talker").severe("of the studio itself");
    assertThat(lines())
        .extracting(Line::version, Line::level, Line::workspaceId, Line::text)
        .containsExactly(
            tuple("1.0.0", Level.WARNING, null, "begins"),
            tuple(
                "1.0.0",
                Level.ERROR,
                WORKSPACE,
                "hello ********: java.lang.IllegalStateException: odd"),
            tuple("1.0.0", Level.INFO, null, "aside of hello ********"),
            tuple("1.0.0", Level.FAILED, WORKSPACE, "it failed at ********"));
  }

  @Test
  void calls_and_threads_of_each_version_are_counted_while_it_is_up() throws Exception {
    install(talker("1.0.0"));
    Lease<Agent> old = talks();
    say(old, "one");
    say(old, "two");
    old.succeeded();
    old.succeeded();
    old.failed();
    assertThat(figures()).containsExactly(new PluginFigures("1.0.0", true, 1, 2, 1, 2, null));
    install(talker("2.0.0"));
    assertThat(figures())
        .containsExactly(
            new PluginFigures("2.0.0", true, 0, 0, 0, 0, null),
            new PluginFigures("1.0.0", false, 1, 2, 1, 2, null));
    old.close();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(figures())
                .containsExactly(new PluginFigures("2.0.0", true, 0, 0, 0, 0, null)));
  }
}
