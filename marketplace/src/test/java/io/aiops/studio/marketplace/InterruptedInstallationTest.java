package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiGrantStore;
import io.aiops.studio.host.persistence.JdbiPluginStore;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.JarJudge;
import io.aiops.studio.host.plugin.PluginStore;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.InstallationStore;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.install.Installations.Request;
import io.aiops.studio.marketplace.install.Stage;
import io.aiops.studio.marketplace.persistence.JdbiInstallationStore;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server that installs something from a catalog dies at each thing that it writes. On the
 * others, the plugin set is what it was or what it should be, and the installation says which.
 */
class InterruptedInstallationTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int MOST_OPERATIONS = 40;

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

  /** What a dead server tried. */
  private static final class DeadException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A server that dies right before the k-th thing it writes. */
  private static final class Server implements AutoCloseable {
    private int left;
    private final List<String> written = new ArrayList<>();
    private final Plugins plugins;
    private final Installations installations;

    Server(int k) {
      left = Integer.MAX_VALUE;
      Database database = other.foundation().database();
      plugins =
          Plugins.start(
              cut(PluginStore.class, new JdbiPluginStore(database), Set.of("append")),
              new Unpacking(),
              new Grants(new JdbiGrantStore(database), (c, a, s, d) -> {}, Clock.systemUTC()),
              folder.resolve("cache-" + k),
              folder.resolve("none"),
              (c, a, s, d) -> {},
              Clock.systemUTC());
      installations =
          new Installations(
              other.marketplace().browsing(),
              plugins,
              cut(
                  InstallationStore.class,
                  new JdbiInstallationStore(database),
                  Set.of("begin", "stage", "end")),
              Clock.systemUTC());
      left = k;
    }

    synchronized boolean dead() {
      return left <= 0;
    }

    private synchronized void pass(String operation, boolean writes) {
      if (!dead() && writes) {
        written.add(operation);
        left--;
      }
      if (dead()) {
        throw new DeadException();
      }
    }

    private <T> T cut(Class<T> port, T real, Set<String> writes) {
      return port.cast(
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (proxy, method, arguments) -> {
                pass(
                    method.getName()
                        + (arguments == null ? "" : " " + arguments[1 % arguments.length]),
                    writes.contains(method.getName()));
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }

    @Override
    public void close() {
      installations.close();
      plugins.close();
    }
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

  private static void publish(String version, String wants) {
    byte[] made =
        TestPackage.of("acme.cut", version).header("Studio-Wants", wants).agent("cut").sign(ACME);
    other.marketplace().publishing().publish(ADA, other.submit(made).id());
  }

  private static String version() {
    return other.studio().plugins().list(ADA).stream()
        .filter(plugin -> plugin.name().equals("acme.cut"))
        .map(plugin -> plugin.version())
        .findFirst()
        .orElse("");
  }

  private static List<String> granted() {
    return other.studio().grants().list(ADA, "acme.cut").stream().map(Grant::permission).toList();
  }

  /** Nobody has heard of its server for a while. */
  private static void silent() {
    new Sql(other.foundation().database())
        .change(
            "update installation set alive_at = alive_at - interval '1 minute' where ended_at is null",
            Map.of());
  }

  /** Of this one: other servers of this machine install too. */
  private static List<Path> leftBehind(UUID installation) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(
              file -> file.getFileName().toString().startsWith("studio-install-" + installation))
          .toList();
    }
  }

  private static Optional<Installation> newest(String version) {
    return other.marketplace().installations().recent(ADA, 1).stream()
        .filter(one -> one.version().equals(version))
        .findFirst();
  }

  @Test
  void wherever_its_server_dies_it_is_done_or_can_be_begun_again() throws Exception {
    String died = "";
    for (int k = 1; !died.startsWith("end"); k++) {
      assertThat(k).isLessThan(MOST_OPERATIONS);
      String before = version();
      String next = "1.%d.0".formatted(k);
      String wants = "host:h%d.acme.com".formatted(k);
      publish(next, wants);
      try (Server server = new Server(k)) {
        install(server, next);
        died = server.written.getLast();
      }
      silent();
      Optional<Installation> now = newest(next);
      if (k == 1) {
        assertThat(now).as("it had not begun").isEmpty();
        continue;
      }
      boolean there = version().equals(next);
      assertThat(version()).as("after " + died).isIn(before, next);
      assertThat(granted().contains(wants + ":443")).as("after " + died).isEqualTo(there);
      assertThat(now.orElseThrow().stage())
          .as("after " + died)
          .isEqualTo(there ? Stage.DONE : Stage.INTERRUPTED);
      assertThat(now.orElseThrow().sentence())
          .contains(there ? "It is installed." : "Nothing was changed: begin again.");
      assertThat(other.marketplace().installations().open(ADA, "acme.cut")).isEmpty();
      assertThat(leftBehind(now.orElseThrow().id())).as("after " + died).isEmpty();
    }
    assertThat(version()).as("it died once it was in the set").isNotEmpty();
  }

  /** Until it dies. */
  private static void install(Server server, String version) {
    Installation begun;
    try {
      begun = server.installations.start(ADA, Request.of("acme.cut", version));
    } catch (DeadException e) {
      assertThat(server.dead()).isTrue();
      return;
    }
    Installations elsewhere = other.marketplace().installations();
    Consent asked =
        Awaitility.await()
            .dontCatchUncaughtExceptions()
            .atMost(LIMIT)
            .until(
                () -> Optional.ofNullable(elsewhere.get(ADA, begun.id()).consent()),
                consent -> consent.isPresent() || server.dead())
            .orElse(null);
    if (asked != null && !server.dead()) {
      elsewhere.consent(ADA, begun.id(), asked.token());
    }
    Awaitility.await().dontCatchUncaughtExceptions().atMost(LIMIT).until(server::dead);
  }
}
