package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.persistence.JdbiGrantStore;
import io.aiops.studio.host.persistence.JdbiPluginStore;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.JarJudge;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.host.plugin.PluginStore;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.install.Installations.Request;
import io.aiops.studio.marketplace.install.Stage;
import io.aiops.studio.marketplace.persistence.JdbiInstallationStore;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that lives on loses the database while an installation is written down, and does not
 * know whether it came about. It says neither; once it has been silent for long enough, the
 * sentence says what is so, and does not claim to know why.
 */
class InstallationInDoubtTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private static Path folder;

  private static RunningMarketplace other;

  @BeforeAll
  static void start() throws IOException {
    other = RunningMarketplace.start(folder);
  }

  @AfterAll
  static void stop() {
    other.close();
  }

  /** How a set is appended by a line that breaks. */
  @FunctionalInterface
  private interface Append {
    boolean append(PluginStore real, PluginSet next, Map<String, byte[]> jars, Runnable also);
  }

  private static UnavailableException away() {
    return new UnavailableException("The database does not answer.", new SQLException("broken"));
  }

  @Test
  void one_that_was_written_down_is_said_to_be_installed() {
    Installation ended =
        inDoubt(
            "acme.written",
            (real, next, jars, also) -> {
              assertThat(real.append(next, jars, also)).isTrue();
              throw away();
            });
    assertThat(ended.stage()).isEqualTo(Stage.DONE);
    assertThat(ended.sentence())
        .isEqualTo(
            "It is installed. Its server ended right afterwards, or lost the database as that was"
                + " written down; every node takes it up by itself.");
    assertThat(installed("acme.written")).isTrue();
  }

  @Test
  void one_that_was_not_is_said_to_have_changed_nothing() {
    Installation ended =
        inDoubt(
            "acme.unwritten",
            (real, next, jars, also) ->
                real.append(
                    next,
                    jars,
                    () -> {
                      also.run();
                      throw away();
                    }));
    assertThat(ended.stage()).isEqualTo(Stage.INTERRUPTED);
    assertThat(ended.sentence())
        .isEqualTo(
            "Its server ended in the middle, or lost the database before that was written down."
                + " Nothing was changed: begin again.");
    assertThat(installed("acme.unwritten")).isFalse();
  }

  private static boolean installed(String name) {
    return other.studio().plugins().list(ADA).stream()
        .anyMatch(plugin -> plugin.name().equals(name));
  }

  /** Installs on a server of its own whose line breaks; as another one sees it at the end. */
  private static Installation inDoubt(String name, Append append) {
    byte[] made = TestPackage.of(name, "1.0.0").agent(name).sign(ACME);
    other.marketplace().publishing().publish(ADA, other.submit(made).id());
    CountDownLatch broken = new CountDownLatch(1);
    Installations elsewhere = other.marketplace().installations();
    try (Plugins plugins = plugins(name, append, broken);
        Installations here =
            new Installations(
                other.marketplace().browsing(),
                plugins,
                new JdbiInstallationStore(other.foundation().database()),
                Clock.systemUTC())) {
      Installation begun = here.start(ADA, Request.of(name, "1.0.0"));
      Awaitility.await().atMost(LIMIT).until(() -> broken.getCount() == 0);
      assertThat(elsewhere.get(ADA, begun.id()))
          .returns(null, Installation::endedAt)
          .returns("", Installation::sentence);
      return Awaitility.await()
          .atMost(LIMIT)
          .until(
              () -> {
                silent();
                return elsewhere.get(ADA, begun.id());
              },
              now -> now.stage().end());
    }
  }

  /** Nobody has heard of its server for a while. */
  private static void silent() {
    new Sql(other.foundation().database())
        .change(
            "update installation set alive_at = alive_at - interval '1 minute' where ended_at is null",
            Map.of());
  }

  private static Plugins plugins(String name, Append append, CountDownLatch broken) {
    PluginStore real = new JdbiPluginStore(other.foundation().database());
    return Plugins.start(
        breaking(real, append, broken),
        new Unpacking(),
        new Grants(
            new JdbiGrantStore(other.foundation().database()),
            (c, a, s, d) -> {},
            Clock.systemUTC()),
        folder.resolve("cache-" + name),
        folder.resolve("none"),
        (c, a, s, d) -> {},
        Clock.systemUTC());
  }

  @SuppressWarnings("unchecked")
  private static PluginStore breaking(PluginStore real, Append append, CountDownLatch broken) {
    return (PluginStore)
        Proxy.newProxyInstance(
            PluginStore.class.getClassLoader(),
            new Class<?>[] {PluginStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("append")) {
                try {
                  return append.append(
                      real,
                      (PluginSet) arguments[0],
                      (Map<String, byte[]>) arguments[1],
                      (Runnable) arguments[2]);
                } finally {
                  broken.countDown();
                }
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** A package is let in as what is in it. */
  private static final class Unpacking implements JarJudge {
    @Override
    public byte[] admit(Caller caller, String fileName, byte[] given) {
      return StudioPackage.read(fileName, given).file(StudioPackage.JAR);
    }

    @Override
    public void load(String name, String version, Isolation level, String sha256, byte[] jar) {}
  }
}
