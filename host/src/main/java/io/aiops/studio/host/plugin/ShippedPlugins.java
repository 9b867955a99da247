package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginStore.Stored;
import io.aiops.studio.host.problem.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars that came with the studio: what is new of them is installed at start. */
final class ShippedPlugins {

  private static final Logger LOG = LoggerFactory.getLogger(ShippedPlugins.class);
  private static final String STUDIO = "studio";

  private ShippedPlugins() {}

  /** Somebody else's plugin of the same name stays. */
  static void take(Path folder, PluginStore store, Instant at) {
    if (!Files.isDirectory(folder)) {
      LOG.warn("No shipped plugins: {} is no folder", folder);
      return;
    }
    Map<String, Stored> known = new HashMap<>();
    store.list().forEach(stored -> known.put(stored.name(), stored));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          PluginJar jar = PluginJar.read(String.valueOf(file.getFileName()), in);
          Stored before = known.get(jar.name());
          boolean own = before == null || before.shipped();
          if (own && (before == null || !before.sha256().equals(jar.sha256()))) {
            boolean enabled = before == null || before.enabled();
            store.save(Stored.of(jar, enabled, true, at, STUDIO), jar.bytes());
          }
        } catch (InvalidException e) {
          LOG.error("The shipped plugin {} cannot be used: {}", file, e.getMessage());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The shipped plugins in " + folder + " cannot be read", e);
    }
  }
}
