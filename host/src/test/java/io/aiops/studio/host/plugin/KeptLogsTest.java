package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.host.plugin.PluginLog.Line;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** For how long what plugins wrote, and what they were lent, is kept. */
class KeptLogsTest extends RunningPlugins {

  /** As many as are kept of those that are not here, as the page says. */
  private static final int KEPT = 20;

  /** Logs as it starts, and what it is told to. */
  private static byte[] talker(String name, String version) {
    return TestJars.bundle(name, version)
        .component(
            "Talks",
            "Agent",
            name.replace('.', '-'),
            """
            public Talks() { System.getLogger("talker").log(System.Logger.Level.INFO, "begins"); }
            public AgentResult run(AgentTask task, AgentContext context) {
              System.getLogger("talker").log(System.Logger.Level.INFO, task.instruction());
              return new AgentResult.Completed("said");
            }
            """)
        .build();
  }

  private Lease<Agent> talker() {
    return plugins.registry().agent("acme-talker").orElseThrow();
  }

  private static void say(Lease<Agent> lease, String what) throws Exception {
    lease.service().run(new AgentTask("t", 1, what, Map.of()), new NothingLent());
  }

  private List<String> texts(String plugin) {
    return plugins.logs().get(plugin).lines().stream().map(Line::text).toList();
  }

  @Test
  void after_a_version_that_was_lent_too_many_secrets_the_next_has_its_lines_kept()
      throws Exception {
    install(talker("acme.talker", "1.0.0"));
    Lease<Agent> old = talker();
    say(old, "before");
    old.lent(IntStream.range(0, 10_000).mapToObj("secret %05d"::formatted).toList());
    say(old, "with secret 00042");
    old.lent(List.of("one more"));
    say(old, "with one more");
    install(talker("acme.talker", "2.0.0"));
    try (Lease<Agent> lease = talker()) {
      say(lease, "while one more is there");
      old.close();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> plugins.bundles().equals(List.of("acme.talker 2.0.0")));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> {
            say(lease, "again");
            assertThat(texts("acme.talker")).endsWith("again");
          });
    }
    assertThat(texts("acme.talker"))
        .startsWith("begins", "before", "with ********")
        .anyMatch(text -> text.startsWith("It was lent more than 10000 different secrets"))
        .noneMatch(text -> text.contains("one more"));
  }

  @Test
  void of_plugins_that_were_removed_those_that_wrote_last_can_be_read_of() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < KEPT + 2; i++) {
      names.add("acme.p%02d".formatted(i));
      install(talker(names.getLast(), "1.0.0"));
    }
    install(talker("acme.stays", "1.0.0"));
    assertThat(plugins.logs()).hasSize(KEPT + 3);
    names.forEach(name -> plugins.remove(ADMIN, name));
    List<String> left = new ArrayList<>(names.subList(2, names.size()));
    left.add("acme.stays");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(plugins.logs()).containsOnlyKeys(left.toArray(String[]::new)));
  }
}
