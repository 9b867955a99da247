package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.Agent;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that cannot serve, or do worse than the one before, on two nodes with one set. */
class TakenBackTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final InMemoryPluginStore store = new InMemoryPluginStore();
  private Plugins here;
  private Plugins there;

  @BeforeEach
  void start() {
    here = node("here");
    there = node("there");
    install(good("1.0.0"));
    there.converge();
  }

  private Plugins node(String name) {
    return TestPlugins.start(store, folder.resolve(name));
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
  }

  private PluginView install(TestJars jar) {
    return here.install(ADMIN, "echo.jar", new ByteArrayInputStream(jar.build()));
  }

  private static TestJars good(String version) {
    return TestJars.agent("acme.echo", version, "echo", version);
  }

  private static TestJars checked(String version, String check) {
    return TestJars.bundle("acme.echo", version).checkedAgent("echo", check);
  }

  private static Lease<Agent> echo(Plugins node) {
    return node.registry().agent("echo").orElseThrow();
  }

  private static List<String> logged(Plugins node) {
    return Optional.ofNullable(node.logs().get("acme.echo")).stream()
        .flatMap(kept -> kept.lines().stream())
        .map(line -> line.version() + " " + line.text())
        .toList();
  }

  private void awaitServing(Plugins node, String version) {
    Awaitility.await()
        .atMost(SOON)
        .until(() -> node.bundles().equals(List.of("acme.echo " + version)));
  }

  @Test
  void one_that_passes_its_health_check_serves() {
    assertThat(install(checked("2.0.0", "")).state()).isEqualTo(PluginView.State.ACTIVE);
    awaitServing(there, "2.0.0");
  }

  @Test
  void one_whose_health_check_throws_never_serves() {
    TestJars ill = checked("2.0.0", "throw new IllegalStateException(\"no library\");");
    assertThatThrownBy(() -> install(ill))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("failed its health check, of 'echo'")
        .hasMessageContaining("no library");
    assertThat(store.version()).isEqualTo(1);
    awaitServing(here, "1.0.0");
  }

  @Test
  void one_whose_health_check_hangs_is_given_up() {
    TestJars hangs = checked("2.0.0", "new java.util.concurrent.CountDownLatch(1).await();");
    assertThatThrownBy(() -> install(hangs))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("did not come up within 5 s");
    assertThat(store.version()).isEqualTo(1);
    awaitServing(here, "1.0.0");
  }

  @Test
  void one_that_fails_half_of_its_calls_is_taken_back_everywhere_and_that_says_why() {
    install(good("2.0.0"));
    awaitServing(there, "2.0.0");
    assertThat(here.here().getFirst().state()).isEqualTo(PluginHere.State.ON_TRIAL);
    Lease<Agent> atWork = echo(there);
    try (Lease<Agent> lease = echo(there)) {
      for (int i = 0; i < 5; i++) {
        lease.succeeded();
        assertThat(lease.failed()).isTrue();
      }
    }
    awaitServing(here, "1.0.0");
    Awaitility.await().atMost(SOON).until(() -> echo(there).plugin().equals("acme.echo 1.0.0"));
    assertThat(atWork.failed()).as("what it still fails at does not count").isTrue();
    atWork.close();
    assertThat(store.current().madeBy()).isEqualTo("studio");
    assertThat(store.current().why())
        .isEqualTo(
            "Took acme.echo 2.0.0 back: 5 of its first 10 calls failed, 50 % where it was 0 %"
                + " before");
    String why =
        "Taken back, and 1.0.0 serves again: 5 of its first 10 calls failed, 50 % where it was 0 %"
            + " before";
    Awaitility.await()
        .atMost(SOON)
        .until(
            () -> Stream.of(here, there).anyMatch(node -> logged(node).contains("2.0.0 " + why)));
    try (Lease<Agent> lease = echo(here)) {
      assertThat(lease.failed()).as("the old one is not on trial").isFalse();
    }
  }

  @Test
  void a_development_version_is_not_on_trial_so_that_its_author_sees_it_fail() {
    install(good("1.0.0.dev-20261129101112"));
    try (Lease<Agent> lease = echo(here)) {
      assertThat(lease.plugin()).isEqualTo("acme.echo 1.0.0.dev-20261129101112");
      assertThat(lease.failed()).isFalse();
    }
    install(good("2.0.0"));
    try (Lease<Agent> lease = echo(here)) {
      assertThat(lease.failed()).isTrue();
    }
  }

  @Test
  void one_that_does_not_start_on_every_node_is_taken_back_on_all() {
    String once =
        "public class Once implements BundleActivator {"
            + " public void start(BundleContext c) throws Exception {"
            + " if (!new java.io.File(\"%s\").createNewFile()) throw new Exception(\"not twice\"); }"
                .formatted(folder.resolve("once"))
            + " public void stop(BundleContext c) {} }";
    install(good("2.0.0").type("Once", once).header("Bundle-Activator", "acme.echo.Once"));
    Awaitility.await().atMost(SOON).until(() -> store.version() == 3);
    assertThat(store.current().why())
        .startsWith("Took acme.echo 2.0.0 back: ")
        .contains("not twice");
    awaitServing(here, "1.0.0");
    awaitServing(there, "1.0.0");
    Awaitility.await().atMost(SOON).until(() -> there.behind().isEmpty());
  }

  @Test
  void what_cannot_be_taken_back_at_once_is_tried_again() throws IOException {
    Path ill = folder.resolve("ill");
    String sometimes =
        "public class Sometimes implements BundleActivator {"
            + " public void start(BundleContext c) throws Exception {"
            + " if (new java.io.File(\"%s\").delete()) throw new Exception(\"not now\"); }"
                .formatted(ill)
            + " public void stop(BundleContext c) {} }";
    install(
        good("2.0.0")
            .type("Sometimes", sometimes)
            .header("Bundle-Activator", "acme.echo.Sometimes"));
    install(good("3.0.0"));
    Files.createFile(ill);
    try (Lease<Agent> lease = echo(here)) {
      for (int i = 0; i < 5; i++) {
        assertThat(lease.failed()).isTrue();
      }
    }
    Awaitility.await().atMost(SOON).until(() -> Files.notExists(ill));
    Awaitility.await().atMost(SOON).until(() -> echo(here).plugin().equals("acme.echo 2.0.0"));
    assertThat(store.current().why()).startsWith("Took acme.echo 3.0.0 back: ");
  }

  @Test
  void a_node_that_does_not_come_along_gets_no_work_for_that_plugin() throws Exception {
    // A set that took nothing's place is not taken back: so it stays as it is.
    PluginSet set = store.current();
    byte[] bad = good("3.0.0").header("Bundle-Activator", "acme.echo.Missing").build();
    PluginJar jar = PluginJar.read("bad.jar", new ByteArrayInputStream(bad));
    PluginSet.Entry entry =
        new PluginSet.Entry(
            "acme.echo", "3.0.0", "", "", jar.sha256(), true, false, set.madeAt(), "ada", 2, null);
    store.append(set.next(set.with(entry), set.madeAt(), "ada", ""), Map.of(jar.sha256(), bad));
    Awaitility.await().atMost(SOON).until(() -> there.behind().equals(List.of("acme.echo")));
    assertThat(there.registry().agent("echo")).isEmpty();
    assertThat(there.registry().behind()).isTrue();
    assertThat(there.here().getFirst().state()).isEqualTo(PluginHere.State.FAILED);
    assertThat(there.here().getFirst().version()).isEqualTo("1.0.0");
    here.rollBack(ADMIN, 1, "");
    Awaitility.await().atMost(SOON).until(() -> there.registry().agent("echo").isPresent());
    Awaitility.await().atMost(SOON).until(() -> !there.registry().behind());
  }
}
