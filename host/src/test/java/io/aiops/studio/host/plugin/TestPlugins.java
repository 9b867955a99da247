package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.InMemoryGrantStore;
import io.aiops.studio.host.identity.Audit;
import java.nio.file.Path;
import java.time.Clock;

/** Plugins of a node whose gate lets everything in. */
public final class TestPlugins {

  private TestPlugins() {}

  /** Started on what {@code store} says, with nothing that came along. */
  public static Plugins start(PluginStore store, Path cache) {
    return start(store, cache, cache.resolveSibling("none"));
  }

  static Plugins start(PluginStore store, Path cache, Path shipped) {
    return start(store, cache, shipped, (caller, action, subject, details) -> {});
  }

  static Plugins start(PluginStore store, Path cache, Path shipped, Audit audit) {
    Clock clock = Clock.systemUTC();
    return Plugins.start(
        store,
        JarJudge.LENIENT,
        new Grants(new InMemoryGrantStore(), (caller, action, subject, details) -> {}, clock),
        cache,
        shipped,
        audit,
        clock);
  }
}
