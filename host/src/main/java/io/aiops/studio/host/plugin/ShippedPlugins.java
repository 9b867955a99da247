package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars that came with the studio: what is new of them is put into the set at start. */
final class ShippedPlugins {

  private static final Logger LOG = LoggerFactory.getLogger(ShippedPlugins.class);

  private ShippedPlugins() {}

  /**
   * Somebody else's plugin of the same name stays, and so does a version that people went back to:
   * a jar that has been in a set before is not new. What one wants is granted when it comes, and of
   * a later version what the one before did not want: what was taken back stays so.
   */
  static void take(Path folder, PluginStore store, Grants grants, Instant at) {
    List<PluginJar> jars = jars(folder);
    boolean done = false;
    while (!done) {
      PluginSet set = store.current();
      PluginSet next = set;
      Map<String, byte[]> bytes = new HashMap<>();
      for (PluginJar jar : jars) {
        Entry before = set.find(jar.name()).orElse(null);
        if (before == null || before.shipped() && store.entry(jar.sha256()).isEmpty()) {
          Entry entry = entry(jar, before == null || before.enabled(), set.version() + 1, at);
          if (before != null) {
            entry = entry.at(before.isolation());
          }
          next = new PluginSet(set.version(), at, PluginSet.STUDIO, "", next.with(entry));
          bytes.put(jar.sha256(), jar.bytes());
          Wants known = before == null ? Wants.NONE : wants(store, before);
          grants.give(jar.name(), jar.wants().beyond(known.texts()), PluginSet.STUDIO);
        }
      }
      // Another node that starts now may write the same set first.
      done =
          bytes.isEmpty()
              || store.append(
                  set.next(next.entries(), at, PluginSet.STUDIO, "Came with the studio"), bytes);
    }
  }

  private static Wants wants(PluginStore store, Entry entry) {
    return store
        .jar(entry.sha256())
        .map(jar -> PluginJar.read(entry.name(), new ByteArrayInputStream(jar)).wants())
        .orElse(Wants.NONE);
  }

  private static Entry entry(PluginJar jar, boolean enabled, long since, Instant at) {
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

  private static List<PluginJar> jars(Path folder) {
    List<PluginJar> jars = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      LOG.warn("No shipped plugins: {} is no folder", folder);
      return jars;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          jars.add(PluginJar.read(String.valueOf(file.getFileName()), in));
        } catch (InvalidException e) {
          LOG.error("The shipped plugin {} cannot be used: {}", file, e.getMessage());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The shipped plugins in " + folder + " cannot be read", e);
    }
    return jars;
  }
}
