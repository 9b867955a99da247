package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.plugin.ShippedPackages.Shipped;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came with the studio goes into the set at start, through the gate that whatever people
 * install goes through. What is there already and was judged before is not looked at again.
 */
final class ShippedPlugins {

  private static final Logger LOG = LoggerFactory.getLogger(ShippedPlugins.class);

  private static final UUID NOBODY = new UUID(0, 0);

  /** The studio itself, on behalf of nobody. */
  private static final Caller STUDIO =
      new Caller(
          NOBODY,
          PluginSet.STUDIO,
          NOBODY,
          Role.ADMINISTRATOR,
          EnumSet.allOf(Permission.class),
          true);

  private final PluginStore store;
  private final JarJudge judge;
  private final Grants grants;
  private final Instant at;

  ShippedPlugins(PluginStore store, JarJudge judge, Grants grants, Instant at) {
    this.store = store;
    this.judge = judge;
    this.grants = grants;
    this.at = at;
  }

  /**
   * Somebody else's plugin of the same name stays, and so does a version that people went back to:
   * a jar that has been in a set before is not new. One that is not in the set is granted what it
   * wants. A later version takes the place of one that only the studio has put there, unless it
   * wants more: then it waits for somebody who lets it, as every update.
   */
  void take(Path folder) {
    List<Shipped> all = ShippedFolder.read(folder);
    List<PluginJar> news =
        all.stream().filter(this::wanted).flatMap(shipped -> admitted(shipped).stream()).toList();
    boolean done = false;
    while (!done) {
      PluginSet set = store.current();
      PluginSet next = set;
      Map<String, byte[]> bytes = new HashMap<>();
      Map<String, Wants> given = new HashMap<>();
      for (PluginJar jar : news) {
        Entry before = set.find(jar.name()).orElse(null);
        if (before == null || isNew(jar.sha256()) && updates(before, jar)) {
          Entry entry = entry(jar, before == null || before.enabled(), set.version() + 1);
          if (before != null) {
            entry = entry.at(before.isolation());
          }
          next = new PluginSet(set.version(), at, PluginSet.STUDIO, "", next.with(entry));
          bytes.put(jar.sha256(), jar.bytes());
          if (before == null) {
            given.put(jar.name(), wants(jar, Isolation.TRUSTED));
          }
        }
      }
      // Another node that starts now may write the same set first.
      done =
          bytes.isEmpty()
              || store.append(
                  set.next(next.entries(), at, PluginSet.STUDIO, "Came with the studio"),
                  bytes,
                  () ->
                      given.forEach(
                          (plugin, wants) -> grants.give(plugin, wants, PluginSet.STUDIO)));
    }
    all.forEach(this::keepWhole);
  }

  /** Also of what an earlier version has put there, which kept only jars. */
  private void keepWhole(Shipped shipped) {
    boolean there =
        store
            .current()
            .find(shipped.name())
            .filter(entry -> entry.sha256().equals(shipped.sha256()))
            .isPresent();
    if (there && !judge.keeps(shipped.sha256())) {
      judge.keep(shipped.fileName(), shipped.bytes().get());
    }
  }

  private boolean wanted(Shipped shipped) {
    return isNew(shipped.sha256()) || store.current().find(shipped.name()).isEmpty();
  }

  private boolean isNew(String sha256) {
    return store.entry(sha256).isEmpty();
  }

  private List<PluginJar> admitted(Shipped shipped) {
    try {
      byte[] jar = judge.admitShipped(STUDIO, shipped.fileName(), shipped.bytes().get());
      return List.of(PluginJar.read(shipped.fileName(), new ByteArrayInputStream(jar)));
    } catch (InvalidException e) {
      LOG.error("The shipped plugin {} cannot be used: {}", shipped.fileName(), e.getMessage());
      return List.of();
    }
  }

  private boolean updates(Entry before, PluginJar next) {
    if (!before.shipped()) {
      return false;
    }
    Wants more = wants(next, before.isolation()).beyond(wants(before).texts());
    if (!more.isEmpty()) {
      LOG.info(
          "{} came with the studio, and wants more than {}: {}. It is offered as an update.",
          next,
          before.version(),
          String.join(", ", more.texts()));
    }
    return more.isEmpty();
  }

  private Wants wants(PluginJar jar, Isolation level) {
    return jar.wants().trusting(judge.trusted(jar.sha256(), level));
  }

  private Wants wants(Entry entry) {
    return store
        .jar(entry.sha256())
        .map(jar ->
            wants(PluginJar.read(entry.name(), new ByteArrayInputStream(jar)), entry.isolation()))
        .orElse(Wants.NONE);
  }

  private Entry entry(PluginJar jar, boolean enabled, long since) {
    return new Entry(
        jar.name(),
        jar.version().toString(),
        jar.title(),
        jar.description(),
        jar.sha256(),
        enabled,
        true,
        at,
        PluginSet.STUDIO,
        since,
        null);
  }
}
