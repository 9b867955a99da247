package io.aiops.studio.host.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the installed plugins with their bytes: what a restart, or another node, loads. */
public interface PluginStore {

  /**
   * @param enabled whether people want it to serve
   */
  record Stored(
      String name,
      String version,
      String title,
      String description,
      String sha256,
      boolean enabled,
      boolean shipped,
      Instant installedAt,
      String installedBy) {

    static Stored of(PluginJar jar, boolean enabled, boolean shipped, Instant at, String by) {
      return new Stored(
          jar.name(),
          jar.version().toString(),
          jar.title(),
          jar.description(),
          jar.sha256(),
          enabled,
          shipped,
          at,
          by);
    }
  }

  /** By name. */
  List<Stored> list();

  Optional<byte[]> jar(String name);

  /** Adds it, or replaces what has the same name. */
  void save(Stored plugin, byte[] jar);

  void enable(String name, boolean enabled);

  void remove(String name);
}
