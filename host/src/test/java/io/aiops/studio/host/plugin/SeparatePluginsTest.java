package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.InMemoryGrantStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.isolate.PluginProcesses;
import io.aiops.studio.host.isolate.SeparateConfig;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a plugin's code runs is decided when it is installed, kept, and changed like a version. */
@Timeout(300)
class SeparatePluginsTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);

  @TempDir Path folder;

  private final InMemoryPluginStore store = new InMemoryPluginStore();
  private PluginProcesses processes;
  private Plugins plugins;

  @BeforeEach
  void start() {
    processes = new PluginProcesses(folder.resolve("separate"), SeparateConfig.DEFAULT);
    plugins =
        Plugins.start(
            store,
            JarJudge.LENIENT,
            new Grants(new InMemoryGrantStore(), (c, a, s, d) -> {}, Clock.systemUTC()),
            processes,
            folder.resolve("cache"),
            folder.resolve("shipped"),
            (caller, action, subject, details) -> {},
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    plugins.close();
    processes.close();
  }

  /** With an agent that says which process it runs in, or ends that. */
  private static byte[] jar(String version) {
    return TestJars.bundle("acme.where", version)
        .component(
            "Where",
            "Agent",
            "where",
            """
            public AgentResult run(AgentTask task, AgentContext context) {
              if (task.instruction().equals("end")) { System.exit(1); }
              if (task.instruction().equals("print")) { System.out.println("here I am"); }
              return new AgentResult.Completed("%s in " + ProcessHandle.current().pid());
            }
            """
                .formatted(version))
        .build();
  }

  private PluginView install(byte[] jar, @Nullable Isolation isolation) {
    return plugins.install(ADMIN, "where.jar", new ByteArrayInputStream(jar), null, isolation);
  }

  private String says(String instruction) throws Exception {
    return says("where", instruction);
  }

  private String says(String agent, String instruction) throws Exception {
    try (Lease<Agent> lease = plugins.registry().agent(agent).orElseThrow()) {
      AgentResult result =
          lease.service().run(new AgentTask("t", 1, instruction, Map.of()), new NothingLent());
      return String.valueOf(((AgentResult.Completed) result).output());
    }
  }

  private static String here(String version) {
    return version + " in " + ProcessHandle.current().pid();
  }

  @Test
  void a_new_one_is_trusted_unless_it_is_said() throws Exception {
    assertThat(install(jar("1.0.0"), null).isolation()).isEqualTo(Isolation.TRUSTED);
    assertThat(says("")).isEqualTo(here("1.0.0"));
  }

  @Test
  void its_place_is_kept_with_it_and_changed_without_a_new_version() throws Exception {
    byte[] one = jar("1.0.0");
    PluginView view = install(one, Isolation.SEPARATE);
    assertThat(view.state()).isEqualTo(PluginView.State.ACTIVE);
    assertThat(view.isolation()).isEqualTo(Isolation.SEPARATE);
    assertThat(view.contributions())
        .extracting(PluginView.Contribution::name)
        .containsExactly("where");
    assertThat(says("")).startsWith("1.0.0 in ").isNotEqualTo(here("1.0.0"));
    assertThat(plugins.bundles()).as("in this process").isEmpty();

    stop();
    start();
    assertThat(says("")).isNotEqualTo(here("1.0.0"));
    assertThat(install(jar("2.0.0"), null).isolation()).isEqualTo(Isolation.SEPARATE);
    assertThat(says("")).startsWith("2.0.0 in ").isNotEqualTo(here("2.0.0"));

    byte[] two = jar("2.0.0");
    long before = store.version();
    assertThat(install(two, Isolation.TRUSTED).isolation()).isEqualTo(Isolation.TRUSTED);
    assertThat(says("")).isEqualTo(here("2.0.0"));
    assertThatThrownBy(() -> install(two, Isolation.TRUSTED)).isInstanceOf(ConflictException.class);
    plugins.rollBack(ADMIN, before, "");
    assertThat(says("")).isNotEqualTo(here("2.0.0"));
  }

  @Test
  void what_its_process_uses_is_known_and_what_it_prints_is_in_its_log() throws Exception {
    install(jar("1.0.0"), Isolation.SEPARATE);
    says("print");
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> plugins.logs().containsKey("acme.where"));
    assertThat(plugins.logs().get("acme.where").lines())
        .extracting(PluginLog.Line::version, PluginLog.Line::text)
        .containsExactly(tuple("1.0.0", "here I am"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          PluginFigures figures = plugins.here().getFirst().figures().getFirst();
          assertThat(figures.serving()).isTrue();
          assertThat(figures.threads()).isPositive();
          assertThat(figures.memoryMiB()).isBetween(10L, 1_000L);
        });
  }

  @Test
  void a_version_that_something_is_pinned_to_moves_with_its_plugin() throws Exception {
    install(jar("1.0.0"), null);
    install(jar("2.0.0"), null);
    assertThat(says("where@1.0.0", "")).isEqualTo(here("1.0.0"));
    plugins.isolate(ADMIN, "acme.where", Isolation.SEPARATE, null);
    assertThat(says("where@1.0.0", "")).startsWith("1.0.0 in ").isNotEqualTo(here("1.0.0"));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> plugins.bundles().isEmpty());
  }

  @Test
  void what_does_not_come_up_there_changes_nothing() throws Exception {
    install(jar("1.0.0"), Isolation.SEPARATE);
    byte[] broken =
        TestJars.bundle("acme.where", "2.0.0")
            .component(
                "Says",
                "Agent",
                "where",
                "public AgentResult run(AgentTask task, AgentContext context) { return null; }"
                    + " public Says() { throw new Error(\"boom\"); }")
            .build();
    assertThatThrownBy(() -> install(broken, null))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("failed in the activation of agent 'where'");
    assertThat(says("")).startsWith("1.0.0 in ");
  }

  @Test
  void one_that_dies_too_often_is_shown_as_failed_and_comes_back_when_it_is_enabled()
      throws Exception {
    install(jar("1.0.0"), Isolation.SEPARATE);
    assertThatThrownBy(() -> says("end")).hasMessageContaining("process of plugin");
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> {
          // Once it is given up, there is none to ask.
          assertThatThrownBy(() -> says("end"))
              .isInstanceOfAny(PluginException.class, NoSuchElementException.class);
          return plugins.list(ADMIN).getFirst().state() == PluginView.State.FAILED;
        });
    PluginView failed = plugins.list(ADMIN).getFirst();
    assertThat(failed.error()).contains("ended with exit code 1").contains("is not started again");
    assertThat(plugins.behind()).containsExactly("acme.where");
    assertThat(plugins.enable(ADMIN, "acme.where").state()).isEqualTo(PluginView.State.ACTIVE);
    assertThat(says("")).startsWith("1.0.0 in ");
    assertThat(plugins.behind()).isEmpty();
  }
}
