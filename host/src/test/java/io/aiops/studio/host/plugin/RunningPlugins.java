package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.InMemoryGrantStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real framework with real bundles, over a store whose database can be away. */
abstract class RunningPlugins {

  static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);

  @TempDir Path folder;

  final List<String> audit = new ArrayList<>();
  final Store store = new Store();
  final InMemoryGrantStore granted = new InMemoryGrantStore();
  final Grants grants = new Grants(granted, (c, a, s, d) -> {}, Clock.systemUTC());
  Plugins plugins;

  /** Why nothing may be loaded any more; empty while it may. */
  String revoked = "";

  private final JarJudge judge =
      new JarJudge() {
        @Override
        public byte[] admit(Caller caller, String fileName, byte[] given) {
          return given;
        }

        @Override
        public void load(String name, String version, Isolation level, String sha256, byte[] jar) {
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
  static final class Store extends InMemoryPluginStore {
    boolean away;
    boolean forgetful;

    @Override
    public synchronized boolean append(PluginSet next, Map<String, byte[]> jars, Runnable also) {
      if (away) {
        throw new UnavailableException("The database is away", new IOException("test"));
      }
      boolean written = super.append(next, jars, also);
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

  void restart() throws IOException {
    stop();
    start();
  }

  PluginView install(byte[] jar) {
    return install(jar, null);
  }

  PluginView install(byte[] jar, @Nullable String consent) {
    return plugins.install(ADMIN, "upload.jar", new ByteArrayInputStream(jar), consent);
  }

  static PluginChange.Jar jar(byte[] bytes) {
    return new PluginChange.Jar("upload.jar", bytes, null);
  }

  static byte[] greeter(String version, String says) {
    return TestJars.agent("acme.greeter", version, "greeter", says).build();
  }

  static byte[] wanting(String version, String wants) {
    return TestJars.agent("acme.greeter", version, "greeter", "hello")
        .header("Studio-Wants", wants)
        .build();
  }

  List<String> versions() {
    return plugins.list(ADMIN).stream().map(one -> one.name() + " " + one.version()).toList();
  }

  /** What the agent answers; null if there is none. */
  @Nullable Object says(String agent) throws Exception {
    var found = plugins.registry().agent(agent);
    if (found.isEmpty()) {
      return null;
    }
    try (Lease<Agent> lease = found.get()) {
      return said(lease);
    }
  }

  static Object said(Lease<Agent> lease) throws Exception {
    AgentResult result = lease.service().run(new AgentTask("t", 1, "", Map.of()), null);
    return ((AgentResult.Completed) result).output();
  }

  void awaitBundles(String... bundles) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> plugins.bundles().equals(List.of(bundles)));
  }
}
