package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is changed about the plugins, by people and by the studio itself. Each change makes a new
 * version of the set, and is written down with who made it.
 */
final class Changes {

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final int LONGEST_WHY = 1_000;

  private final PluginStore store;
  private final JarJudge judge;
  private final Grants grants;
  private final Serving serving;
  private final Swaps swaps;
  private final Audit audit;
  private final Clock clock;

  Changes(
      PluginStore store,
      JarJudge judge,
      Grants grants,
      Serving serving,
      Swaps swaps,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.judge = judge;
    this.grants = grants;
    this.serving = serving;
    this.swaps = swaps;
    this.audit = audit;
    this.clock = clock;
  }

  PluginView install(
      Caller caller,
      String fileName,
      InputStream in,
      @Nullable String consent,
      @Nullable Isolation isolation) {
    caller.require(Permission.ADMINISTER);
    byte[] admitted = judge.admit(caller, fileName, PluginJar.bytes(fileName, in));
    PluginJar jar = PluginJar.read(fileName, new ByteArrayInputStream(admitted));
    Entry present = store.current().find(jar.name()).orElse(null);
    Isolation level = level(present, isolation);
    // Before anybody is asked; what the set says then is judged again before it is loaded.
    judge.load(jar.name(), jar.version().toString(), level, admitted);
    Wants wants = jar.wants().trusting(judge.trusted(admitted, level));
    boolean more =
        grants.require(jar.name(), jar.version().toString(), jar.sha256(), wants, consent);
    if (more
        && present != null
        && present.sha256().equals(jar.sha256())
        && (isolation == null || isolation == present.isolation())) {
      // Something was taken back from it, and is given again.
      grants.granted(caller, jar.name(), grants.give(jar.name(), wants, caller.userName()));
      return serving.view(present);
    }
    // It has it while it starts already; if it does not come about, nothing is left of that.
    Wants given = grants.give(jar.name(), wants, caller.userName());
    PluginSet changed;
    try {
      changed =
          swaps.change(
              caller.userName(),
              "Installed " + jar + " from " + fileName,
              Map.of(jar.sha256(), jar.bytes()),
              set -> set.with(entry(set, jar, caller, isolation)));
    } catch (RuntimeException e) {
      grants.takeBack(jar.name(), given);
      throw e;
    }
    grants.granted(caller, jar.name(), given);
    audit(
        caller,
        "plugin.install",
        jar.name(),
        changed,
        Map.of(
            "version",
            jar.version().toString(),
            "sha256",
            jar.sha256(),
            "file",
            fileName,
            "isolation",
            changed.get(jar.name()).isolation().name()));
    return serving.view(changed.get(jar.name()));
  }

  /** Where it runs now, unless somebody says where it shall. */
  private static Isolation level(@Nullable Entry present, @Nullable Isolation asked) {
    if (asked != null) {
      return asked;
    }
    return present == null ? Isolation.TRUSTED : present.isolation();
  }

  private Entry entry(PluginSet set, PluginJar jar, Caller caller, @Nullable Isolation isolation) {
    Entry before = set.find(jar.name()).orElse(null);
    Isolation wanted = level(before, isolation);
    if (before != null && before.sha256().equals(jar.sha256()) && wanted == before.isolation()) {
      throw new ConflictException("This very " + jar + " is installed. Nothing was changed.");
    }
    return new Entry(
        jar.name(),
        jar.version().toString(),
        jar.title(),
        jar.description(),
        jar.sha256(),
        true,
        false,
        clock.instant(),
        caller.userName(),
        set.version() + 1,
        before != null
                && before.enabled()
                && !jar.development()
                && !before.sha256().equals(jar.sha256())
            ? before.sha256()
            : null,
        wanted);
  }

  /** Stops, on every node, what serves and must not any more. */
  void enforce() {
    for (Entry entry : store.current().enabled()) {
      judge
          .refusal(entry.name(), entry.version(), entry.sha256())
          .ifPresent(why -> stop(entry, why));
    }
  }

  private void stop(Entry entry, String why) {
    try {
      swaps.change(
          PluginSet.STUDIO,
          "Stopped " + entry.name() + " " + entry.version() + ": " + why,
          Map.of(),
          set -> set.with(stopped(set, entry)));
      LOG.warn("Plugin {} {} is stopped: {}", entry.name(), entry.version(), why);
    } catch (ConflictException e) {
      LOG.info("Plugin {} {}: {}", entry.name(), entry.version(), e.getMessage());
    }
  }

  private static Entry stopped(PluginSet set, Entry bad) {
    return set.find(bad.name())
        .filter(entry -> entry.same(bad))
        .map(entry -> entry.as(false, set.version() + 1, null))
        .orElseThrow(() -> new ConflictException("was changed or stopped elsewhere meanwhile."));
  }

  PluginView enable(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    PluginView now = serving.view(store.current().get(name));
    if (now.state() == PluginView.State.ACTIVE) {
      return now;
    }
    PluginSet changed =
        swaps.change(
            caller.userName(),
            "Enabled " + name,
            Map.of(),
            set -> set.with(set.get(name).as(true, set.version() + 1, null)));
    audit(caller, "plugin.enable", name, changed, Map.of());
    return serving.view(changed.get(name));
  }

  PluginView disable(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    PluginSet changed =
        swaps.change(
            caller.userName(),
            "Disabled " + name,
            Map.of(),
            set -> set.with(set.get(name).as(false, set.version() + 1, null)));
    audit(caller, "plugin.disable", name, changed, Map.of());
    return serving.view(changed.get(name));
  }

  void remove(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    PluginSet changed =
        swaps.change(
            caller.userName(), "Removed " + name, Map.of(), set -> withoutUninstallable(set, name));
    grants.forget(name);
    audit(caller, "plugin.remove", name, changed, Map.of());
  }

  private static List<Entry> withoutUninstallable(PluginSet set, String name) {
    if (set.get(name).shipped()) {
      throw new ConflictException(
          "'" + name + "' came with the studio and would be back at the next start: disable it.");
    }
    return set.without(name);
  }

  PluginSet rollBack(Caller caller, long version, String why) {
    caller.require(Permission.ADMINISTER);
    if (why.length() > LONGEST_WHY) {
      throw new InvalidException(
          "why", "has " + why.length() + " characters; at most " + LONGEST_WHY + " are kept");
    }
    PluginSet target = store.kept(version);
    PluginSet changed =
        swaps.change(
            caller.userName(),
            "Rolled back to set " + version + (why.isBlank() ? "" : ": " + why.strip()),
            Map.of(),
            set -> as(set, target));
    audit(caller, "plugin.rollback", "set " + version, changed, Map.of("why", why.strip()));
    return changed;
  }

  /** What stands in both alike stays as it is; the rest is as it was, and not on trial. */
  private static List<Entry> as(PluginSet now, PluginSet target) {
    if (now.entries().size() == target.entries().size()
        && now.entries().stream()
            .allMatch(entry -> target.find(entry.name()).filter(entry::same).isPresent())) {
      throw new ConflictException(
          "The plugins are as in set " + target.version() + " already. Nothing was changed.");
    }
    return target.entries().stream()
        .map(then ->
            now.find(then.name())
                .filter(then::same)
                .orElseGet(() -> then.as(then.enabled(), now.version() + 1, null)))
        .toList();
  }

  private void audit(
      Caller caller,
      String action,
      String subject,
      PluginSet changed,
      Map<String, @Nullable Object> details) {
    Map<String, @Nullable Object> all = new TreeMap<>(details);
    all.put("set", changed.version());
    audit.record(caller, action, subject, all);
  }
}
