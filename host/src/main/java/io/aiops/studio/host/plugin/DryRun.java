package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginSet.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Whether plugins fit together, as the resolver itself finds: that of a framework of its own, which
 * has their manifests and nothing of their code, is never started, and is gone afterwards. So the
 * running one is not touched.
 */
final class DryRun {

  private static final int MOST_MANIFESTS = 1_000;

  private final Path folder;
  private final Map<String, byte[]> manifests = new HashMap<>();

  /**
   * @param folder of its own
   */
  DryRun(Path folder) {
    this.folder = folder;
  }

  /**
   * @param entries that are to run side by side
   * @param jars of those, asked for what was not tried before
   * @return of each that does not resolve, why it does not resolve, a sentence each
   */
  synchronized Map<Entry, List<String>> clashes(
      Collection<Entry> entries, Function<Entry, Optional<PluginJar>> jars) {
    Framework framework = OsgiFramework.dry(folder);
    try {
      Map<Bundle, Entry> bundles = new LinkedHashMap<>();
      for (Entry entry : entries) {
        byte[] manifest = manifest(entry, jars);
        if (manifest.length > 0) {
          bundles.put(
              framework
                  .getBundleContext()
                  .installBundle(
                      OsgiFramework.PLUGIN + entry.name() + ":" + entry.sha256(),
                      new ByteArrayInputStream(manifest)),
              entry);
        }
      }
      framework.adapt(FrameworkWiring.class).resolveBundles(bundles.keySet());
      return clashes(framework, bundles);
    } catch (BundleException e) {
      throw new IllegalStateException("The plugins' manifests cannot be tried out", e);
    } finally {
      OsgiFramework.end(framework);
    }
  }

  private static Map<Entry, List<String>> clashes(Framework framework, Map<Bundle, Entry> bundles) {
    List<BundleRevision> all = new ArrayList<>();
    for (Bundle bundle : framework.getBundleContext().getBundles()) {
      all.add(bundle.adapt(BundleRevision.class));
    }
    Map<Entry, List<String>> clashes = new LinkedHashMap<>();
    bundles.forEach((bundle, entry) -> {
      if (bundle.getState() == Bundle.INSTALLED) {
        clashes.put(entry, Clash.of(bundle.adapt(BundleRevision.class), all));
      }
    });
    return clashes;
  }

  /** In a jar of its own; empty if there is none any more. */
  private byte[] manifest(Entry entry, Function<Entry, Optional<PluginJar>> jars) {
    if (manifests.size() >= MOST_MANIFESTS) {
      manifests.clear();
    }
    return manifests.computeIfAbsent(
        entry.sha256(),
        sha256 -> jars.apply(entry).map(DryRun::manifestOf).orElseGet(() -> new byte[0]));
  }

  private static byte[] manifestOf(PluginJar jar) {
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar.bytes()), false)) {
      Manifest whole = in.getManifest();
      Manifest main = new Manifest();
      main.getMainAttributes().putAll(whole.getMainAttributes());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new JarOutputStream(out, main).close();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " cannot be read", e);
    }
  }
}
