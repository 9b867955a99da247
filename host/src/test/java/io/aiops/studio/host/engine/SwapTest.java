package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.Closing;
import io.aiops.studio.host.Standstill;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiPluginStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.plugin.TestPlugins;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.worker.TaskWorker;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real plugins are swapped while executions need them: good ones, and ones that are not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwapTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);

  /** By docs/swap.md. */
  private static final Duration PROMISED = Duration.ofSeconds(10);

  private static final String OVER = "studio.test.over";

  /** Of the kind that a pool without an end leaves behind. */
  private static final String LEAKS_A_THREAD =
      """
      java.util.concurrent.CountDownLatch over =
          (java.util.concurrent.CountDownLatch) System.getProperties().get("studio.test.over");
      Thread leaked = new Thread(() -> {
        try { over.await(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
      }, "leaked");
      leaked.setDaemon(true);
      leaked.start();
      """;

  private static final String HANGS = "new java.util.concurrent.CountDownLatch(1).await();";

  @TempDir static Path folder;

  private final Workshop workshop = new Workshop();
  private Database database;
  private EmbeddedBroker broker;
  private TestNode node;
  private Plugins plugins;
  private int wells;

  @BeforeAll
  void start() {
    database = TestDatabase.create();
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    node = new TestNode(database, workshop, new ArtemisTaskQueue(broker, Clock.systemUTC()));
    plugins = TestPlugins.start(new JdbiPluginStore(database), folder.resolve("plugins"));
    TaskWorker worker = node.worker(plugins.registry());
    node.queue.serve(node.engine());
    node.queue.serve(worker, 8, Set.of("default"));
    workshop.save(
        "says",
        """
        steps:
          - {id: one, kind: agent, agent: echo, retry: {attempts: 1}}
          - {id: two, kind: agent, agent: echo, retry: {attempts: 1}}
        edges: [{from: one, to: two}]
        output: "{{ steps.two.output }}"
        """);
  }

  @AfterAll
  void stop() throws Exception {
    Closing.all(node, plugins, broker, database);
  }

  private PluginView install(String version, String code) {
    byte[] jar =
        TestJars.bundle("acme.echo", version)
            .component(
                "Says",
                "Agent",
                "echo",
                "static int n; public AgentResult run(AgentTask task, AgentContext context) {"
                    + code
                    + " return new AgentResult.Completed(\""
                    + version
                    + "\"); }")
            .build();
    return plugins.install(ADMIN, "echo.jar", new ByteArrayInputStream(jar));
  }

  @Test
  void no_execution_fails_while_versions_come_and_go() throws Exception {
    install("1.0.0", "");
    SteadyLoad load = new SteadyLoad(node, "says");
    try (load) {
      for (int i = 1; i <= 20; i++) {
        load.awaitMore(10);
        install(i % 2 == 0 ? "1.0.0" : "1." + i + ".0", "");
      }
      load.awaitMore(10);
    }
    assertThat(load.ended()).containsOnlyKeys(Status.COMPLETED);
    UUID last = node.start("says");
    assertThat(node.ended(last).summary().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void no_execution_fails_of_a_version_that_fails_at_half_of_its_tasks() throws Exception {
    install("4.0.0", "");
    SteadyLoad load = new SteadyLoad(node, "says");
    try (load) {
      load.awaitMore(20);
      install("5.0.0", "if (++n % 2 == 0) { throw new IllegalStateException(\"odd\"); }");
      awaitBack("4.0.0");
      load.awaitMore(20);
    }
    assertThat(load.ended()).containsOnlyKeys(Status.COMPLETED);
    assertThat(plugins.history(ADMIN, 1).getFirst())
        .satisfies(set -> assertThat(set.madeBy()).isEqualTo("studio"))
        .satisfies(set -> assertThat(set.why()).startsWith("Took acme.echo 5.0.0 back: "));
  }

  @Test
  void no_execution_fails_of_a_version_that_hangs_in_its_tasks() throws Exception {
    install("10.0.0", "");
    SteadyLoad load = new SteadyLoad(node, "says");
    try (load) {
      load.awaitMore(20);
      install("11.0.0", "try { " + HANGS + " } catch (InterruptedException e) { return null; }");
      awaitBack("10.0.0");
      load.awaitMore(20);
    }
    assertThat(load.ended()).containsOnlyKeys(Status.COMPLETED);
    assertThat(plugins.history(ADMIN, 1).getFirst().why())
        .matches(
            "Took acme.echo 11.0.0 back: [34] of its calls hang, where 99 of 100 took \\d+ ms at"
                + " most before");
  }

  static Stream<Arguments> neverUp() {
    String fails = "throw new IllegalStateException(\"ill\");";
    String runs = "public AgentResult run(AgentTask task, AgentContext context) { return null; }";
    return Stream.of(
        Arguments.of(
            "throws in activation",
            ill().component("Ill", "Agent", "echo", runs + " public Ill() { " + fails + " }"),
            "Nothing was changed."),
        Arguments.of(
            "throws in its health check",
            ill().checkedAgent("echo", fails),
            "failed its health check"),
        Arguments.of(
            "hangs in its health check",
            ill().checkedAgent("echo", HANGS),
            "did not come up within 5 s"));
  }

  private static TestJars ill() {
    return TestJars.bundle("acme.echo", "13.0.0");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("neverUp")
  void no_execution_fails_of_a_version_that_never_comes_up(String how, TestJars jar, String says)
      throws Exception {
    // Another each time: the same jar twice is refused, and it is the same within two seconds.
    String well = "12." + ++wells + ".0";
    install(well, "");
    SteadyLoad load = new SteadyLoad(node, "says");
    try (load) {
      load.awaitMore(20);
      byte[] ill = jar.build();
      assertThatThrownBy(() -> plugins.install(ADMIN, "ill.jar", new ByteArrayInputStream(ill)))
          .as(how)
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining(says);
      load.awaitMore(20);
    }
    assertThat(load.ended()).containsOnlyKeys(Status.COMPLETED);
    assertThat(plugins.list(ADMIN).getFirst().version()).isEqualTo(well);
  }

  private void awaitBack(String version) {
    Standstill.within(PROMISED, () -> plugins.list(ADMIN).getFirst().version().equals(version));
  }

  @Test
  void no_execution_fails_of_a_version_that_leaks_a_thread_with_each_call() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    System.getProperties().put(OVER, over);
    try {
      install("6.0.0", "");
      SteadyLoad load = new SteadyLoad(node, "says");
      try (load) {
        load.awaitMore(20);
        install("7.0.0", LEAKS_A_THREAD);
        awaitBack("6.0.0");
        awaitNamed("Version 7.0.0 was unloaded, but", "of its threads run on: leaked, leaked");
        load.awaitMore(20);
      }
      assertThat(load.ended()).containsOnlyKeys(Status.COMPLETED);
      assertThat(plugins.history(ADMIN, 1).getFirst().why())
          .matches(
              "Took acme.echo 7.0.0 back: it keeps \\d+ threads of its own, where it kept 0 before");
    } finally {
      over.countDown();
      System.getProperties().remove(OVER);
    }
  }

  @Test
  void no_execution_fails_when_one_that_held_a_thread_and_memory_is_replaced() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    System.getProperties().put(OVER, over);
    try {
      install(
          "8.0.0",
          "synchronized (Says.class) { if (n++ == 0) { System.getProperties().put(\"studio.test.held\","
              + " this); "
              + LEAKS_A_THREAD
              + "} }");
      SteadyLoad load = new SteadyLoad(node, "says");
      try (load) {
        load.awaitMore(20);
        install("9.0.0", "");
        awaitNamed("Version 8.0.0 was unloaded, but", "1 of its threads run on: leaked.");
        load.awaitMore(20);
      }
      assertThat(load.ended()).containsOnlyKeys(Status.COMPLETED);
      assertThat(plugins.list(ADMIN).getFirst().version()).isEqualTo("9.0.0");
    } finally {
      over.countDown();
      System.getProperties().remove(OVER);
      System.getProperties().remove("studio.test.held");
    }
  }

  private void awaitNamed(String... what) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          String said = plugins.here().getFirst().error();
          return said != null && Stream.of(what).allMatch(said::contains);
        });
  }
}
