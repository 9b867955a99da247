package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Connector;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.InMemoryGrantStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that keep to a version of a plugin while others serve. */
class PinsTest {

  /** Waits when it is made, if it is told for what. */
  private static final String SLOW =
      """
      public Slow() throws InterruptedException {
        Object coming = System.getProperties().get("studio.test.coming");
        if (coming != null) {
          ((java.util.concurrent.CountDownLatch) coming).countDown();
          ((java.util.concurrent.CountDownLatch) System.getProperties().get("studio.test.over")).await();
        }
      }
      public AgentResult run(AgentTask task, AgentContext context) { return null; }
      """;

  /** Counts when it is made, and waits if it is told for what, whoever interrupts it. */
  private static final String DEAF =
      """
      public Deaf() {
        Object made = System.getProperties().get("studio.test.made");
        if (made == null) { return; }
        ((java.util.concurrent.atomic.AtomicInteger) made).incrementAndGet();
        while (true) {
          try {
            ((java.util.concurrent.CountDownLatch) System.getProperties().get("studio.test.over")).await();
            return;
          } catch (InterruptedException e) { }
        }
      }
      public AgentResult run(AgentTask task, AgentContext context) { return null; }
      """;

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);

  @TempDir Path folder;

  private final InMemoryPluginStore store = new InMemoryPluginStore();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final JarJudge judge =
      new JarJudge() {
        @Override
        public byte[] admit(Caller caller, String fileName, byte[] given) {
          return given;
        }

        @Override
        public void load(String name, String version, Isolation level, String sha, byte[] jar) {
          refusal(name, version, sha)
              .ifPresent(why -> {
                throw new InvalidException(name, why);
              });
        }

        @Override
        public Optional<String> refusal(String name, String version, String sha256) {
          return Optional.of("was revoked").filter(why -> revoked.contains(version));
        }
      };
  private final TestClock clock = new TestClock();
  private Plugins plugins;

  @BeforeEach
  void start() {
    plugins =
        Plugins.start(
            store,
            judge,
            new Grants(new InMemoryGrantStore(), (c, a, s, d) -> {}, clock),
            folder.resolve("cache"),
            folder.resolve("none"),
            (caller, action, subject, details) -> {},
            clock);
    install("1.0.0");
    install("2.0.0");
  }

  @AfterEach
  void stop() {
    plugins.close();
  }

  private void install(String version) {
    install(TestJars.agent("acme.echo", version, "echo", version).build());
  }

  private static byte[] voice(String version, String tool) {
    return TestJars.bundle("acme.voice", version)
        .component(
            "Voice",
            "Connector",
            "voice",
            "public List<Tool> tools() { return List.of(new Tool(\""
                + tool
                + "\", \"\", \"\", \"{}\", Tool.Effect.NONE, (a, c) -> null)); }")
        .build();
  }

  private void install(byte[] jar) {
    plugins.install(ADMIN, "echo.jar", new ByteArrayInputStream(jar));
  }

  private Object says(String agent) throws Exception {
    return says(plugins.registry(), agent);
  }

  private static Object says(PluginRegistry registry, String agent) throws Exception {
    try (Lease<Agent> lease = registry.agent(agent).orElseThrow()) {
      AgentResult result = lease.service().run(new AgentTask("t", 1, "", Map.of()), null);
      return ((AgentResult.Completed) result).output();
    }
  }

  private void awaitBundles(String... bundles) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> plugins.bundles().equals(List.of(bundles)));
  }

  @Test
  void a_pinned_version_serves_beside_the_one_of_the_set() throws Exception {
    assertThat(says("echo@1.0.0")).isEqualTo("1.0.0");
    assertThat(says("echo")).isEqualTo("2.0.0");
    assertThat(says("echo@2.0.0")).isEqualTo("2.0.0");
    install("3.0.0");
    assertThat(says("echo")).isEqualTo("3.0.0");
    assertThat(says("echo@1.0.0")).isEqualTo("1.0.0");
    assertThat(says("echo@2.0.0")).isEqualTo("2.0.0");
  }

  @Test
  void an_execution_keeps_to_versions_of_plugins_and_its_steps_may_differ() throws Exception {
    PluginRegistry kept = plugins.registry().keepingTo(Map.of("acme.echo", "1.0.0"));
    assertThat(says(kept, "echo")).isEqualTo("1.0.0");
    assertThat(says(kept, "echo@2.0.0")).isEqualTo("2.0.0");
    PluginRegistry other = plugins.registry().keepingTo(Map.of("acme.other", "1.0.0"));
    assertThat(says(other, "echo")).isEqualTo("2.0.0");
    assertThat(kept.keeps("acme.echo", "1.0.0")).isTrue();
    assertThat(kept.keeps("acme.echo", "9.0.0")).isFalse();
    assertThat(plugins.registry().keepingTo(Map.of("acme.echo", "9.0.0")).agent("echo")).isEmpty();
  }

  @Test
  void tools_and_models_are_of_the_version_that_is_kept_to() {
    install(voice("1.0.0", "whisper"));
    install(voice("2.0.0", "shout"));
    PluginRegistry kept = plugins.registry().keepingTo(Map.of("acme.voice", "1.0.0"));
    try (Lease<Connector> lease = kept.connector("voice").orElseThrow()) {
      assertThat(lease.tool("whisper")).isPresent();
    }
    try (Lease<Connector> lease = plugins.registry().connector("voice").orElseThrow()) {
      assertThat(lease.tool("whisper")).isEmpty();
    }
  }

  @Test
  void what_nobody_asks_for_any_more_is_unloaded_and_comes_again() throws Exception {
    assertThat(says("echo@1.0.0")).isEqualTo("1.0.0");
    assertThat(plugins.bundles()).contains("acme.echo 1.0.0", "acme.echo 2.0.0");
    clock.advance(Pins.IDLE.plusSeconds(1));
    awaitBundles("acme.echo 2.0.0");
    assertThat(says("echo@1.0.0")).isEqualTo("1.0.0");
  }

  @Test
  void a_pinned_version_that_is_revoked_serves_no_more_and_is_unloaded() throws Exception {
    assertThat(says("echo@1.0.0")).isEqualTo("1.0.0");
    revoked.add("1.0.0");
    plugins.enforce();
    assertThat(plugins.registry().agent("echo@1.0.0")).isEmpty();
    assertThat(says("echo")).isEqualTo("2.0.0");
    awaitBundles("acme.echo 2.0.0");
  }

  @Test
  void while_one_hangs_at_its_start_others_are_leased_and_the_node_follows() throws Exception {
    CountDownLatch coming = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    install(TestJars.bundle("acme.slow", "1.0.0").component("Slow", "Agent", "slow", SLOW).build());
    install(TestJars.agent("acme.slow", "2.0.0", "slow", "2.0.0").build());
    System.getProperties().put("studio.test.coming", coming);
    System.getProperties().put("studio.test.over", over);
    try {
      CompletableFuture<Boolean> slow =
          CompletableFuture.supplyAsync(
              () -> {
                Optional<Lease<Agent>> lease = plugins.registry().agent("slow@1.0.0");
                lease.ifPresent(Lease::close);
                return lease.isPresent();
              },
              task -> Thread.ofPlatform().start(task));
      assertThat(coming.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(says("echo@1.0.0")).isEqualTo("1.0.0");
      // Looks on the thread on which this node follows others.
      assertThat(plugins.registry().agent("nobody")).isEmpty();
      assertThat(slow).isNotDone();
      over.countDown();
      assertThat(slow).succeedsWithin(Duration.ofMinutes(1));
    } finally {
      System.getProperties().remove("studio.test.coming");
      System.getProperties().remove("studio.test.over");
    }
  }

  @Test
  void one_that_hangs_at_its_start_is_not_started_again_before_that_has_ended() {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    install(TestJars.bundle("acme.deaf", "1.0.0").component("Deaf", "Agent", "deaf", DEAF).build());
    install(TestJars.agent("acme.deaf", "2.0.0", "deaf", "2.0.0").build());
    System.getProperties().put("studio.test.over", over);
    System.getProperties().put("studio.test.made", made);
    try {
      for (int minute = 0; minute < 3; minute++) {
        assertThat(plugins.registry().agent("deaf@1.0.0")).isEmpty();
        assertThat(made).hasValue(1);
        clock.advance(Duration.ofSeconds(61));
      }
      // Also after it was forgotten meanwhile.
      clock.advance(Pins.IDLE);
      assertThat(plugins.registry().agent("deaf@1.0.0")).isEmpty();
      assertThat(made).hasValue(1);
      over.countDown();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> {
            clock.advance(Duration.ofSeconds(61));
            Optional<Lease<Agent>> lease = plugins.registry().agent("deaf@1.0.0");
            lease.ifPresent(Lease::close);
            return lease.isPresent();
          });
      assertThat(made).hasValue(2);
    } finally {
      over.countDown();
      System.getProperties().remove("studio.test.made");
      System.getProperties().remove("studio.test.over");
    }
  }

  @Test
  void a_version_that_never_was_does_not_serve() {
    assertThat(plugins.registry().agent("echo@9.0.0")).isEmpty();
    assertThat(plugins.registry().agent("nobody@1.0.0")).isEmpty();
  }

  @Test
  void of_a_plugin_that_is_disabled_no_version_serves() {
    plugins.disable(ADMIN, "acme.echo");
    assertThat(plugins.registry().agent("echo@1.0.0")).isEmpty();
  }
}
