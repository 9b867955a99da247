package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.persistence.Cuts;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiAuditLog;
import io.aiops.studio.host.persistence.JdbiGrantStore;
import io.aiops.studio.host.persistence.JdbiPluginStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.PluginChange.Kept;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at each thing that a change of plugins writes, on a real PostgreSQL; another one
 * comes up. There is all of the change or nothing of it: plugins, what they may have, and the
 * record of who did it.
 */
class ChangeCutTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  private static final Instant BEFORE = Instant.parse("2026-11-28T12:00:00Z");
  private static final int MOST_OPERATIONS = 100;

  /** Its code has to be trusted where nothing stands between it and the studio. */
  private static final JarJudge JUDGE =
      new JarJudge() {
        @Override
        public byte[] admit(Caller caller, String fileName, byte[] given) {
          return given;
        }

        @Override
        public void load(String name, String version, Isolation level, String sha256, byte[] jar) {}

        @Override
        public List<String> trusted(String sha256, Isolation level) {
          return level == Isolation.TRUSTED ? List.of("files") : List.of();
        }
      };

  @TempDir Path folder;

  private final String url = TestDatabase.createUrl();
  private final byte[] up = agent("up", "1.0.0");
  private final byte[] gone = agent("gone", "1.0.0");
  private final byte[] off = agent("off", "1.0.0");
  private final byte[] on = agent("on", "1.0.0");
  private final byte[] newer = agent("up", "2.0.0");
  private final byte[] fresh = agent("fresh", "1.0.0");
  private Database looking;

  /** What a node has; it can be cut. */
  private final class Process implements AutoCloseable {
    private final Database database =
        Database.open(url, TestDatabase.user(), TestDatabase.password());
    private final Cuts cuts = new Cuts(database);
    private final Plugins plugins =
        Plugins.start(
            new JdbiPluginStore(database),
            JUDGE,
            new Grants(
                new JdbiGrantStore(database),
                new JdbiAuditLog(database, Clock.systemUTC()),
                Clock.systemUTC()),
            folder.resolve("cache"),
            folder.resolve("shipped"),
            new JdbiAuditLog(database, Clock.systemUTC()),
            Clock.systemUTC());

    @Override
    public void close() {
      plugins.close();
      database.close();
    }
  }

  private static byte[] agent(String name, String version) {
    return TestJars.agent("acme." + name, version, name, version)
        .header("Studio-Wants", "host:" + name + ".acme.com")
        .build();
  }

  private static PluginJar read(byte[] jar) {
    return PluginJar.read("a.jar", new java.io.ByteArrayInputStream(jar));
  }

  private static Entry entry(byte[] bytes, boolean enabled, Isolation isolation) {
    PluginJar jar = read(bytes);
    return new Entry(
        jar.name(),
        jar.version().toString(),
        jar.title(),
        "",
        jar.sha256(),
        enabled,
        false,
        BEFORE,
        "ada",
        1,
        null,
        isolation);
  }

  @BeforeEach
  void fill() {
    looking = Database.open(url, TestDatabase.user(), TestDatabase.password());
    Map<String, byte[]> jars = new java.util.HashMap<>();
    List.of(up, gone, off, on).forEach(jar -> jars.put(read(jar).sha256(), jar));
    new JdbiPluginStore(looking)
        .append(
            new PluginSet(
                1,
                BEFORE,
                "ada",
                "",
                List.of(
                    entry(up, true, Isolation.TRUSTED),
                    entry(gone, true, Isolation.TRUSTED),
                    entry(off, true, Isolation.TRUSTED),
                    entry(on, false, Isolation.SEPARATE))),
            jars);
    for (String name : List.of("up", "gone", "off", "on")) {
      new JdbiGrantStore(looking)
          .add("acme." + name, List.of("host:" + name + ".acme.com:443"), "ada", BEFORE);
    }
  }

  @AfterEach
  void close() {
    looking.close();
  }

  /** Each kind of change in one: comes, upgraded, goes, disabled, enabled and moved. */
  private PluginChange everything() {
    return new PluginChange(
        List.of(
            new PluginChange.Jar("up.jar", newer, null),
            new PluginChange.Jar("fresh.jar", fresh, null)),
        List.of("acme.gone"),
        List.of(new Kept("acme.off", false, null), new Kept("acme.on", true, Isolation.TRUSTED)),
        null,
        "");
  }

  /** Plugins, what each may have, and who did what, as the database has it. */
  private List<String> state() {
    List<String> state = new ArrayList<>();
    JdbiGrantStore grants = new JdbiGrantStore(looking);
    for (Entry entry : new JdbiPluginStore(looking).current().entries()) {
      state.add(
          "%s %s %s %s"
              .formatted(entry.name(), entry.version(), entry.enabled(), entry.isolation()));
    }
    for (String name : List.of("up", "gone", "off", "on", "fresh")) {
      state.add(
          name + " may " + grants.of("acme." + name).stream().map(Grant::permission).toList());
    }
    looking
        .jdbi()
        .useHandle(handle ->
            handle
                .createQuery("select action || ' ' || subject from audit_record order by 1")
                .mapTo(String.class)
                .forEach(state::add));
    return state;
  }

  private static final List<String> OLD =
      List.of(
          "acme.gone 1.0.0 true TRUSTED",
          "acme.off 1.0.0 true TRUSTED",
          "acme.on 1.0.0 false SEPARATE",
          "acme.up 1.0.0 true TRUSTED",
          "up may [host:up.acme.com:443]",
          "gone may [host:gone.acme.com:443]",
          "off may [host:off.acme.com:443]",
          "on may [host:on.acme.com:443]",
          "fresh may []");

  private static final List<String> NEW =
      List.of(
          "acme.fresh 1.0.0 true TRUSTED",
          "acme.off 1.0.0 false TRUSTED",
          "acme.on 1.0.0 true TRUSTED",
          "acme.up 2.0.0 true TRUSTED",
          "up may [code:files, host:up.acme.com:443]",
          "gone may []",
          "off may [host:off.acme.com:443]",
          "on may [code:files, host:on.acme.com:443]",
          "fresh may [code:files, host:fresh.acme.com:443]",
          "plugin.disable acme.off",
          "plugin.enable acme.on",
          "plugin.grant acme.fresh",
          "plugin.grant acme.on",
          "plugin.grant acme.up",
          "plugin.install acme.fresh",
          "plugin.install acme.up",
          "plugin.remove acme.gone");

  @Test
  void wherever_it_dies_there_is_all_of_a_change_or_nothing() {
    assertThat(state()).isEqualTo(OLD);
    List<String> died = new ArrayList<>();
    for (int k = 1; !state().equals(NEW); k++) {
      assertThat(k).isLessThan(MOST_OPERATIONS);
      try (Process process = new Process()) {
        String token = process.plugins.plan(ADMIN, everything()).token();
        process.cuts.before(k);
        assertThatThrownBy(() -> process.plugins.apply(ADMIN, everything(), token))
            .as("dies at " + k)
            .hasMessageContaining("dead");
        died.add(process.cuts.last());
      }
      assertThat(state()).as("after " + died).isIn(OLD, NEW);
      if (!died.getLast().equals(Cuts.COMMITTED)) {
        assertThat(state()).as("after " + died).isEqualTo(OLD);
      }
    }
    assertThat(died.getLast()).isEqualTo(Cuts.COMMITTED);
    assertThat(String.join("; ", died))
        .contains("plugin_set", "plugin_jar", "plugin_grant", "audit_record");
    try (Process another = new Process()) {
      assertThat(another.plugins.list(ADMIN))
          .filteredOn(plugin -> plugin.state() == PluginView.State.ACTIVE)
          .extracting(PluginView::name)
          .containsExactly("acme.fresh", "acme.on", "acme.up");
    }
  }
}
