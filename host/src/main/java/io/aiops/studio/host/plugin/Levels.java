package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.NotFoundException;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the code of an installed plugin runs: changed by people only, and kept in the history. */
final class Levels {

  private final PluginStore store;
  private final JarJudge judge;
  private final Grants grants;
  private final Serving serving;
  private final Swaps swaps;
  private final Audit audit;

  Levels(
      PluginStore store, JarJudge judge, Grants grants, Serving serving, Swaps swaps, Audit audit) {
    this.store = store;
    this.judge = judge;
    this.grants = grants;
    this.serving = serving;
    this.swaps = swaps;
    this.audit = audit;
  }

  PluginView change(Caller caller, String name, Isolation level, @Nullable String consent) {
    caller.require(Permission.ADMINISTER);
    Entry present = store.current().get(name);
    elsewhere(present, level);
    byte[] bytes =
        store.jar(present.sha256()).orElseThrow(() -> new NotFoundException("plugin", name));
    // Before anybody is asked; it is judged again before it is loaded.
    judge.load(name, present.version(), level, bytes);
    PluginJar jar = PluginJar.read(name, new ByteArrayInputStream(bytes));
    Wants wants = held(caller, jar).trusting(judge.trusted(bytes, level));
    grants.require(name, present.version(), present.sha256(), wants, consent);
    Wants given = grants.give(name, wants, caller.userName());
    PluginSet changed;
    try {
      changed =
          swaps.change(
              caller.userName(),
              "Has " + name + " run " + place(level),
              Map.of(),
              set -> moved(set, present, level));
    } catch (RuntimeException e) {
      grants.takeBack(name, given);
      throw e;
    }
    grants.granted(caller, name, given);
    audit.record(
        caller,
        "plugin.isolate",
        name,
        Map.of(
            "isolation",
            level.name(),
            "version",
            present.version(),
            "sha256",
            present.sha256(),
            "set",
            changed.version()));
    return serving.view(changed.get(name));
  }

  /** What was taken back from it stays so. */
  private Wants held(Caller caller, PluginJar jar) {
    List<String> granted = grants.list(caller, jar.name()).stream().map(Grant::permission).toList();
    return jar.wants().beyond(jar.wants().beyond(granted).texts());
  }

  private static List<Entry> moved(PluginSet set, Entry present, Isolation level) {
    Entry now = set.get(present.name());
    elsewhere(now, level);
    if (!now.sha256().equals(present.sha256())) {
      throw new ConflictException(
          "'" + present.name() + "' was changed meanwhile. Nothing was changed; try again.");
    }
    return set.with(now.at(level).as(now.enabled(), set.version() + 1, null));
  }

  private static void elsewhere(Entry entry, Isolation level) {
    if (entry.isolation() == level) {
      throw new ConflictException(
          "'" + entry.name() + "' runs " + place(level) + " already. Nothing was changed.");
    }
  }

  private static String place(Isolation level) {
    return switch (level) {
      case TRUSTED -> "in the studio's process";
      case SEPARATE -> "in a separate process";
    };
  }
}
