package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.InMemoryGrantStore;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real framework and real bundles: installed, swapped, switched off, removed, brought back. */
class PluginsTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);

  @TempDir Path folder;

  private final List<String> audit = new ArrayList<>();
  private final Store store = new Store();
  private final Grants grants =
      new Grants(new InMemoryGrantStore(), (c, a, s, d) -> {}, Clock.systemUTC());
  private Plugins plugins;
  private String revoked = "";
  private final JarJudge judge =
      new JarJudge() {
        @Override
        public byte[] admit(Caller caller, String fileName, byte[] given) {
          return given;
        }

        @Override
        public void load(String name, String version, Isolation level, byte[] jar) {
          if (!revoked.isEmpty()) {
            throw new InvalidException(name, revoked);
          }
        }

        @Override
        public Optional<String> refusal(String name, String version, String sha256) {
          return revoked.isEmpty() ? Optional.empty() : Optional.of(revoked);
        }
      };

  /** One whose database can be away, or go away when it has just written. */
  private static final class Store extends InMemoryPluginStore {
    private boolean away;
    private boolean forgetful;

    @Override
    public synchronized boolean append(PluginSet next, Map<String, byte[]> jars) {
      if (away) {
        throw new UnavailableException("The database is away", new IOException("test"));
      }
      boolean written = super.append(next, jars);
      if (forgetful) {
        throw new UnavailableException("The database is away", new IOException("test"));
      }
      return written;
    }
  }

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(folder.resolve("shipped"));
    plugins =
        Plugins.start(
            store,
            judge,
            grants,
            folder.resolve("cache"),
            folder.resolve("shipped"),
            (caller, action, subject, details) -> audit.add(action + " " + subject),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    plugins.close();
  }

  private void restart() throws IOException {
    stop();
    start();
  }

  private PluginView install(byte[] jar) {
    return plugins.install(ADMIN, "upload.jar", new ByteArrayInputStream(jar));
  }

  private static byte[] greeter(String version, String says) {
    return TestJars.agent("acme.greeter", version, "greeter", says).build();
  }

  /** What the agent answers; null if there is none. */
  private Object says(String agent) throws Exception {
    var found = plugins.registry().agent(agent);
    if (found.isEmpty()) {
      return null;
    }
    try (Lease<Agent> lease = found.get()) {
      return said(lease);
    }
  }

  private static Object said(Lease<Agent> lease) throws Exception {
    AgentResult result = lease.service().run(new AgentTask("t", 1, "", Map.of()), null);
    return ((AgentResult.Completed) result).output();
  }

  @Test
  void a_bundle_serves_at_once_and_after_a_restart() throws Exception {
    PluginView view = install(greeter("1.0.0", "hello"));
    assertThat(view.state()).isEqualTo(PluginView.State.ACTIVE);
    assertThat(view.title()).isEqualTo("The acme.greeter");
    assertThat(view.contributions())
        .singleElement()
        .returns(PluginView.Kind.AGENT, PluginView.Contribution::kind)
        .returns("greeter", PluginView.Contribution::name);
    assertThat(says("greeter")).isEqualTo("hello");
    restart();
    assertThat(says("greeter")).isEqualTo("hello");
    assertThat(plugins.list(ADMIN)).containsExactly(view);
    assertThat(audit).containsExactly("plugin.install acme.greeter");
  }

  @Test
  void another_version_takes_over_newer_or_older_and_the_very_same_is_refused() throws Exception {
    byte[] first = greeter("1.0.0", "one");
    install(first);
    assertThatThrownBy(() -> install(first))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("This very acme.greeter 1.0.0 is installed");
    install(greeter("1.1.0", "two"));
    assertThat(says("greeter")).isEqualTo("two");
    install(first);
    assertThat(says("greeter")).isEqualTo("one");
    awaitBundles("acme.greeter 1.0.0");
  }

  private void awaitBundles(String... bundles) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> plugins.bundles().equals(List.of(bundles)));
  }

  @Test
  void a_new_build_of_the_same_version_replaces_it() throws Exception {
    install(greeter("1.0.0", "one"));
    install(greeter("1.0.0", "other"));
    assertThat(says("greeter")).isEqualTo("other");
  }

  @Test
  void a_newer_version_that_fails_leaves_the_old_one_serving() throws Exception {
    install(greeter("1.0.0", "one"));
    byte[] broken =
        TestJars.agent("acme.greeter", "2.0.0", "greeter", "two")
            .header("Import-Package", "com.acme.missing,*")
            .build();
    assertThatThrownBy(() -> install(broken)).isInstanceOf(InvalidException.class);
    assertThat(says("greeter")).isEqualTo("one");
    restart();
    assertThat(says("greeter")).isEqualTo("one");
  }

  @Test
  void whoever_still_uses_the_old_version_may_finish() throws Exception {
    install(greeter("1.0.0", "one"));
    Lease<Agent> old = plugins.registry().agent("greeter").orElseThrow();
    install(greeter("2.0.0", "two"));
    assertThat(says("greeter")).isEqualTo("two");
    assertThat(said(old)).isEqualTo("one");
    assertThat(plugins.bundles()).containsExactly("acme.greeter 1.0.0", "acme.greeter 2.0.0");
    old.close();
    awaitBundles("acme.greeter 2.0.0");
  }

  @Test
  void a_disabled_plugin_serves_nothing_until_it_is_enabled_again() throws Exception {
    install(greeter("1.0.0", "hello"));
    assertThat(plugins.disable(ADMIN, "acme.greeter").state()).isEqualTo(PluginView.State.DISABLED);
    assertThat(says("greeter")).isNull();
    awaitBundles();
    restart();
    assertThat(says("greeter")).isNull();
    assertThat(plugins.enable(ADMIN, "acme.greeter").state()).isEqualTo(PluginView.State.ACTIVE);
    assertThat(says("greeter")).isEqualTo("hello");
    restart();
    assertThat(says("greeter")).isEqualTo("hello");
  }

  @Test
  void two_plugins_may_take_turns_with_one_name() throws Exception {
    install(greeter("1.0.0", "hello"));
    plugins.disable(ADMIN, "acme.greeter");
    install(TestJars.agent("other.greeter", "1.0.0", "greeter", "salut").build());
    assertThat(says("greeter")).isEqualTo("salut");
    assertThatThrownBy(() -> plugins.enable(ADMIN, "acme.greeter"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("another plugin offers already");
    assertThat(plugins.list(ADMIN).getFirst().state()).isEqualTo(PluginView.State.DISABLED);
    assertThat(says("greeter")).isEqualTo("salut");
  }

  @Test
  void what_is_removed_is_gone_and_its_classes_are_collected() throws Exception {
    install(greeter("1.0.0", "hello"));
    WeakReference<ClassLoader> loader = loader();
    assertThat(says("greeter")).isEqualTo("hello");
    plugins.remove(ADMIN, "acme.greeter");
    assertThat(plugins.list(ADMIN)).isEmpty();
    assertThat(says("greeter")).isNull();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          System.gc();
          return loader.get() == null;
        });
    assertThatThrownBy(() -> plugins.remove(ADMIN, "acme.greeter"))
        .isInstanceOf(NotFoundException.class);
    restart();
    assertThat(plugins.list(ADMIN)).isEmpty();
  }

  private WeakReference<ClassLoader> loader() {
    try (Lease<Agent> lease = plugins.registry().agent("greeter").orElseThrow()) {
      return new WeakReference<>(lease.classLoader());
    }
  }

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
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> "two".equals(says("greeter")));
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
  void only_administrators_change_anything() {
    Caller builder = Somebody.with(Role.BUILDER);
    byte[] jar = greeter("1.0.0", "hello");
    install(jar);
    assertThatThrownBy(() -> plugins.install(builder, "x.jar", new ByteArrayInputStream(jar)))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> plugins.disable(builder, "acme.greeter"))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> plugins.enable(builder, "acme.greeter"))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> plugins.remove(builder, "acme.greeter"))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(plugins.list(builder)).hasSize(1);
    assertThat(plugins.contributions(builder)).hasSize(1);
  }

  @Test
  void a_plugin_that_wants_something_is_installed_once_somebody_consents() {
    byte[] first = wanting("1.0.0", "model:*");
    String token = asked(first).token();
    assertThat(plugins.list(ADMIN)).isEmpty();
    String other = (token.startsWith("0") ? "1" : "0") + token.substring(1);
    assertThatThrownBy(() -> install(first, other)).isInstanceOf(ConsentNeededException.class);
    install(first, token);
    assertThat(grants.list(ADMIN, "acme.greeter"))
        .extracting(Grant::permission)
        .containsExactly("model:*");
    assertThat(plugins.registry().agent("greeter").orElseThrow().rights()).isNotNull();

    byte[] second = wanting("2.0.0", "model:*, file:read");
    assertThat(asked(second).added()).containsExactly("file:read");
    assertThat(plugins.list(ADMIN)).extracting(PluginView::version).containsExactly("1.0.0");
    install(second, asked(second).token());
    install(wanting("3.0.0", "file:read"));

    byte[] third = wanting("3.0.0", "file:read");
    grants.take(ADMIN, "acme.greeter", "file:read");
    install(third, asked(third).token());
    assertThat(grants.list(ADMIN, "acme.greeter"))
        .as("given again to the very jar that is installed")
        .extracting(Grant::permission)
        .contains("file:read");

    plugins.remove(ADMIN, "acme.greeter");
    assertThat(grants.list(ADMIN, "acme.greeter")).isEmpty();
  }

  @Test
  void one_that_does_not_start_leaves_no_grant_behind() {
    byte[] bad =
        TestJars.bundle("acme.greeter", "1.0.0")
            .header("Studio-Wants", "model:*")
            .component(
                "A",
                "Agent",
                "x",
                "public AgentResult run(AgentTask task, AgentContext context) { return null; }"
                    + " public A() { throw new Error(\"boom\"); }")
            .build();
    String token = asked(bad).token();
    assertThatThrownBy(() -> install(bad, token)).isInstanceOf(InvalidException.class);
    assertThat(grants.list(ADMIN, "acme.greeter")).isEmpty();
  }

  @Test
  void a_plugin_that_wants_what_there_is_not_is_refused() {
    assertThatThrownBy(() -> install(wanting("1.0.0", "root:*")))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("Studio-Wants: holds 'root:*'");
    assertThat(plugins.list(ADMIN)).isEmpty();
  }

  private static byte[] wanting(String version, String wants) {
    return TestJars.agent("acme.greeter", version, "greeter", "hello")
        .header("Studio-Wants", wants)
        .build();
  }

  private Consent asked(byte[] jar) {
    return catchThrowableOfType(ConsentNeededException.class, () -> install(jar)).consent();
  }

  private PluginView install(byte[] jar, String consent) {
    return plugins.install(ADMIN, "upload.jar", new ByteArrayInputStream(jar), consent);
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
