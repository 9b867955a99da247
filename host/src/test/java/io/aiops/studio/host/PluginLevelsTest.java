package io.aiops.studio.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.InMemoryGrantStore;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.isolate.PluginProcesses;
import io.aiops.studio.host.isolate.SeparateConfig;
import io.aiops.studio.host.plugin.InMemoryPluginStore;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.PluginView.State;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.plugin.SeparateOnlyException;
import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Gate;
import io.aiops.studio.host.trust.InMemoryJudgementStore;
import io.aiops.studio.host.trust.InMemoryTrustStore;
import io.aiops.studio.host.trust.Revocations;
import io.aiops.studio.host.trust.Verifier;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate judges a plugin for the level that somebody chose; nobody is trusted by itself. */
@Timeout(180)
class PluginLevelsTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);

  @TempDir Path folder;

  private final Clock clock = Clock.systemUTC();
  private final List<String> audit = new ArrayList<>();
  private final InMemoryPluginStore store = new InMemoryPluginStore();
  private PluginProcesses processes;
  private Plugins plugins;

  @BeforeEach
  void start() {
    InMemoryTrustStore keys = new InMemoryTrustStore();
    InMemoryJudgementStore judgements = new InMemoryJudgementStore();
    Gate gate =
        new Gate(
            new Verifier(keys, clock),
            judgements,
            new Revocations(judgements, keys, null, (c, a, s, d) -> {}, clock),
            true,
            clock);
    processes = new PluginProcesses(folder.resolve("separate"), SeparateConfig.DEFAULT);
    plugins =
        Plugins.start(
            store,
            PluginTrust.judge(gate),
            new Grants(new InMemoryGrantStore(), (c, a, s, d) -> {}, clock),
            processes,
            folder.resolve("cache"),
            folder.resolve("shipped"),
            (caller, action, subject, details) -> audit.add(action + " " + subject),
            clock);
  }

  @AfterEach
  void stop() {
    plugins.close();
    processes.close();
  }

  private static byte[] jar(String version, String body) {
    return TestJars.bundle("acme.greeter", version)
        .component(
            "Says",
            "Agent",
            "says",
            "public AgentResult run(AgentTask task, AgentContext context) {"
                + body
                + " return new AgentResult.Completed(\"hi\"); }")
        .build();
  }

  private static byte[] ends(String version) {
    return jar(version, "if (task.instruction().equals(\"end\")) { System.exit(1); }");
  }

  private PluginView install(byte[] jar, @Nullable Isolation level) {
    return plugins.install(ADMIN, "greeter.jar", new ByteArrayInputStream(jar), null, level);
  }

  @Test
  void code_that_may_run_apart_only_is_installed_apart_and_nowhere_else() {
    assertThatThrownBy(() -> install(ends("1.0.0"), null))
        .isInstanceOf(SeparateOnlyException.class)
        .hasMessageContaining("java.lang.System.exit")
        .hasMessageContaining("install it as SEPARATE (--separate). Nothing was changed.");
    assertThat(store.version()).isZero();
    assertThat(audit).isEmpty();

    PluginView apart = install(ends("1.0.0"), Isolation.SEPARATE);
    assertThat(apart.state()).isEqualTo(State.ACTIVE);
    assertThat(apart.isolation()).isEqualTo(Isolation.SEPARATE);
    assertThat(install(ends("1.1.0"), null).isolation()).isEqualTo(Isolation.SEPARATE);

    assertThatThrownBy(() -> plugins.isolate(ADMIN, "acme.greeter", Isolation.TRUSTED, null))
        .isInstanceOf(SeparateOnlyException.class);
    assertThatThrownBy(() -> install(ends("1.2.0"), Isolation.TRUSTED))
        .isInstanceOf(SeparateOnlyException.class);
    assertThat(plugins.list(ADMIN).getFirst().isolation()).isEqualTo(Isolation.SEPARATE);
    assertThat(plugins.list(ADMIN).getFirst().version()).isEqualTo("1.1.0");
    assertThat(store.version()).isEqualTo(2);
  }

  @Test
  void a_version_that_may_run_apart_only_takes_no_place_in_process_by_itself() {
    install(jar("1.0.0", ""), null);
    assertThatThrownBy(() -> install(ends("2.0.0"), null))
        .isInstanceOf(SeparateOnlyException.class);
    PluginView still = plugins.list(ADMIN).getFirst();
    assertThat(still.version()).isEqualTo("1.0.0");
    assertThat(still.state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void code_that_may_run_nowhere_is_refused_at_both_levels() {
    byte[] jar =
        jar(
            "1.0.0",
            "try { Class.forName(\"io.aiops.studio.host.Studio\"); }"
                + " catch (ClassNotFoundException e) { throw new IllegalStateException(e); }");
    for (Isolation level : Isolation.values()) {
      assertThatThrownBy(() -> install(jar, level))
          .isInstanceOf(InvalidException.class)
          .isNotInstanceOf(SeparateOnlyException.class);
    }
    assertThat(store.version()).isZero();
  }

  @Test
  void moving_into_the_studios_process_asks_for_trust_and_is_a_change_like_any_other() {
    install(jar("1.0.0", "new java.io.File(\"/x\").delete();"), Isolation.SEPARATE);
    assertThatThrownBy(() -> plugins.isolate(ADMIN, "acme.greeter", Isolation.SEPARATE, null))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("runs in a separate process already");
    String token = asked();
    assertThat(plugins.list(ADMIN).getFirst().isolation()).isEqualTo(Isolation.SEPARATE);

    PluginView moved = plugins.isolate(ADMIN, "acme.greeter", Isolation.TRUSTED, token);
    assertThat(moved.isolation()).isEqualTo(Isolation.TRUSTED);
    assertThat(moved.state()).isEqualTo(State.ACTIVE);
    assertThat(plugins.history(ADMIN, 1).getFirst().why())
        .isEqualTo("Has acme.greeter run in the studio's process");
    assertThat(audit).contains("plugin.isolate acme.greeter");

    plugins.isolate(ADMIN, "acme.greeter", Isolation.SEPARATE, null);
    plugins.rollBack(ADMIN, store.version() - 1, "");
    assertThat(plugins.list(ADMIN).getFirst().isolation()).isEqualTo(Isolation.TRUSTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { new java.net.Socket(\"a\", 1); } catch (java.io.IOException e) {}",
        "try { new ProcessBuilder(\"a\").start(); } catch (java.io.IOException e) {}",
        "System.load(\"/x.so\");"
      })
  void code_that_can_reach_the_network_by_itself_is_asked_about_in_a_process_of_its_own_too(
      String body) {
    assertThatThrownBy(() -> install(jar("1.0.0", body), Isolation.SEPARATE))
        .isInstanceOfSatisfying(
            ConsentNeededException.class,
            e -> assertThat(e.consent().added()).containsExactly("code:network"));
    assertThat(store.version()).isZero();
  }

  private String asked() {
    try {
      plugins.isolate(ADMIN, "acme.greeter", Isolation.TRUSTED, null);
    } catch (ConsentNeededException e) {
      assertThat(e.consent().added()).containsExactly("code:files");
      return e.consent().token();
    }
    throw new AssertionError("Nobody was asked");
  }

  @Test
  void where_code_runs_is_for_administrators() {
    install(jar("1.0.0", ""), null);
    Caller builder = Somebody.with(Role.BUILDER);
    assertThatThrownBy(() -> plugins.isolate(builder, "acme.greeter", Isolation.SEPARATE, null))
        .isInstanceOf(AccessDeniedException.class);
  }
}
