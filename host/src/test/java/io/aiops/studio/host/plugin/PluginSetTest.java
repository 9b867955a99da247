package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.InMemoryGrantStore;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The set of plugins: its versions, going back to one, and what a swap leaves alone. */
class PluginSetTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);

  @TempDir Path folder;

  /** What the store gives instead of what it was given; null for just that. */
  private byte @Nullable [] tampered;

  private final InMemoryPluginStore store =
      new InMemoryPluginStore() {
        @Override
        public Optional<byte[]> jar(String sha256) {
          return tampered == null ? super.jar(sha256) : Optional.of(tampered);
        }
      };
  private final List<String> audit = new ArrayList<>();
  private Plugins plugins;

  @BeforeEach
  void start() {
    plugins =
        TestPlugins.start(
            store,
            folder.resolve("cache"),
            folder.resolve("none"),
            (caller, action, subject, details) -> audit.add(action + " " + details));
  }

  @AfterEach
  void stop() {
    plugins.close();
  }

  private void install(String name, String version) {
    byte[] jar = TestJars.agent("acme." + name, version, name, version).build();
    plugins.install(ADMIN, name + ".jar", new ByteArrayInputStream(jar));
  }

  private ClassLoader loader(String agent) {
    try (Lease<?> lease = plugins.registry().agent(agent).orElseThrow()) {
      return lease.classLoader();
    }
  }

  private List<String> versions() {
    return plugins.list(ADMIN).stream().map(p -> p.name() + " " + p.version()).toList();
  }

  @Test
  void each_change_is_a_version_that_says_who_and_why() {
    install("one", "1.0.0");
    plugins.disable(ADMIN, "acme.one");
    assertThat(plugins.history(ADMIN, 10))
        .extracting(PluginSet.Made::version, PluginSet.Made::madeBy, PluginSet.Made::why)
        .containsExactly(
            tuple(2L, ADMIN.userName(), "Disabled acme.one"),
            tuple(1L, ADMIN.userName(), "Installed acme.one 1.0.0 from one.jar"));
    assertThat(plugins.set(ADMIN, 1).get("acme.one").enabled()).isTrue();
    assertThat(plugins.set(ADMIN, 2).get("acme.one").enabled()).isFalse();
    assertThat(audit.getLast()).isEqualTo("plugin.disable {set=2}");
    assertThatThrownBy(() -> plugins.set(ADMIN, 9)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void one_call_goes_back_to_an_earlier_version_whole() {
    install("one", "1.0.0");
    install("two", "1.0.0");
    plugins.disable(ADMIN, "acme.two");
    install("one", "2.0.0");
    install("three", "1.0.0");
    assertThat(plugins.rollBack(ADMIN, 2, "two was better").version()).isEqualTo(6);
    assertThat(versions()).containsExactly("acme.one 1.0.0", "acme.two 1.0.0");
    assertThat(plugins.registry().contributions())
        .extracting(PluginView.Contribution::name)
        .containsExactlyInAnyOrder("one", "two");
    assertThat(plugins.history(ADMIN, 1).getFirst().why())
        .isEqualTo("Rolled back to set 2: two was better");
    assertThatThrownBy(() -> plugins.rollBack(ADMIN, 2, "")).isInstanceOf(ConflictException.class);
    assertThat(plugins.rollBack(ADMIN, 5, "").version()).isEqualTo(7);
    assertThat(versions()).containsExactly("acme.one 2.0.0", "acme.three 1.0.0", "acme.two 1.0.0");
  }

  @Test
  void if_one_of_an_earlier_version_does_not_start_any_more_nothing_changes() throws Exception {
    install("one", "1.0.0");
    Path once = folder.resolve("once");
    byte[] fickle =
        TestJars.agent("acme.fickle", "1.0.0", "fickle", "x")
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
                    .formatted(once))
            .header("Bundle-Activator", "acme.fickle.Once")
            .build();
    plugins.install(ADMIN, "fickle.jar", new ByteArrayInputStream(fickle));
    plugins.remove(ADMIN, "acme.fickle");
    install("one", "2.0.0");
    assertThatThrownBy(() -> plugins.rollBack(ADMIN, 2, ""))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("not again");
    assertThat(versions()).containsExactly("acme.one 2.0.0");
    assertThat(store.version()).isEqualTo(4);
    Files.delete(once);
    plugins.rollBack(ADMIN, 2, "");
    assertThat(versions()).containsExactly("acme.fickle 1.0.0", "acme.one 1.0.0");
  }

  @Test
  void a_swap_leaves_every_other_plugin_as_it_is() {
    install("one", "1.0.0");
    install("two", "1.0.0");
    ClassLoader two = loader("two");
    ClassLoader one = loader("one");
    for (int i = 1; i <= 10; i++) {
      install("one", "1." + i + ".0");
      assertThat(loader("two")).isSameAs(two);
    }
    assertThat(loader("one")).isNotSameAs(one);
    assertThat(plugins.bundles()).contains("acme.two 1.0.0");
  }

  @Test
  void class_loaders_of_what_was_swapped_go_away() {
    for (int i = 0; i < 20; i++) {
      install("one", "1." + i + ".0");
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          System.gc();
          return plugins.bundles().size() == 1 && plugins.loaders() == 0;
        });
  }

  @Test
  void what_the_judge_refuses_is_not_loaded() {
    plugins.close();
    List<String> loaded = new ArrayList<>();
    JarJudge judge =
        new JarJudge() {
          @Override
          public byte[] admit(Caller caller, String fileName, byte[] given) {
            if (fileName.equals("bad.jar")) {
              throw new InvalidException(fileName, "is not to be trusted");
            }
            return given;
          }

          @Override
          public void load(
              String name, String version, Isolation level, String sha256, byte[] jar) {
            if (version.equals("6.6.6")) {
              throw new InvalidException(name, "was revoked");
            }
            loaded.add(name + " " + version);
          }
        };
    plugins =
        Plugins.start(
            store,
            judge,
            new Grants(new InMemoryGrantStore(), (c, a, s, d) -> {}, Clock.systemUTC()),
            folder.resolve("cache"),
            folder,
            (c, a, s, d) -> {},
            Clock.systemUTC());
    assertThatThrownBy(() -> install("bad", "1.0.0")).hasMessageContaining("not to be trusted");
    assertThatThrownBy(() -> install("good", "6.6.6")).hasMessageContaining("was revoked");
    assertThat(store.version()).isZero();
    install("good", "1.0.0");
    assertThat(loaded).containsOnly("acme.good 1.0.0");
  }

  @Test
  void bytes_that_are_not_those_that_the_set_names_are_not_loaded() {
    install("one", "1.0.0");
    tampered = TestJars.agent("acme.one", "1.0.0", "one", "other").build();
    plugins.close();
    start();
    assertThat(plugins.registry().agent("one")).isEmpty();
    assertThat(plugins.list(ADMIN).getFirst().error())
        .contains("is not the jar that the set names: its SHA-256 is ");
  }

  @Test
  void what_is_the_whole_studios_is_not_for_administrators_of_another_workspace() {
    install("one", "1.0.0");
    Caller elsewhere =
        new Caller(
            ADMIN.userId(),
            "bob",
            UUID.randomUUID(),
            Role.ADMINISTRATOR,
            EnumSet.allOf(Permission.class),
            0,
            false);
    byte[] jar = TestJars.agent("acme.two", "1.0.0", "two", "two").build();
    List<ThrowingCallable> acts =
        List.of(
            () -> plugins.install(elsewhere, "two.jar", new ByteArrayInputStream(jar)),
            () -> plugins.plan(elsewhere, PluginChange.remove("acme.one")),
            () -> plugins.remove(elsewhere, "acme.one"),
            () -> plugins.disable(elsewhere, "acme.one"),
            () -> plugins.isolate(elsewhere, "acme.one", Isolation.SEPARATE, null),
            () -> plugins.rollBack(elsewhere, 1, ""),
            () -> plugins.jar(elsewhere, "acme.one"));
    for (ThrowingCallable act : acts) {
      assertThatThrownBy(act)
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("administrators of its first workspace");
    }
    assertThat(plugins.list(elsewhere)).as("seeing is for all").hasSize(1);
    assertThat(store.version()).isEqualTo(1);
  }

  @Test
  void going_back_is_for_administrators() {
    install("one", "1.0.0");
    Caller builder = Somebody.with(Role.BUILDER);
    assertThatThrownBy(() -> plugins.rollBack(builder, 1, ""))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(plugins.history(builder, 10)).hasSize(1);
  }
}
