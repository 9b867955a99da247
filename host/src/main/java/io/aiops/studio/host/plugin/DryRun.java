package io.aiops.studio.host.plugin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Whether plugins fit together, as the resolver itself finds: that of a framework of its own, which
 * has their manifests and nothing of their code, is never started, and is gone afterwards. So the
 * running one is not touched. What was found to fit is not asked again: it follows from what the
 * resolver reads of the manifests, and from the framework, which stays as it is.
 */
final class DryRun {

  private static final int MOST = 1_000;

  /**
   * @param jar with the manifest alone
   */
  private record Bare(byte[] jar, Needs needs) {}

  private final Path folder;
  private final Cache<String, Bare> manifests =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  private final Cache<Set<String>, Boolean> fitting =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  private int asked;

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
    Map<Entry, Bare> together = new LinkedHashMap<>();
    entries.forEach(entry -> bare(entry, jars).ifPresent(bare -> together.put(entry, bare)));
    boolean alone = together.values().stream().allMatch(bare -> bare.needs().alone());
    Set<String> all =
        together.keySet().stream().map(Entry::sha256).collect(Collectors.toUnmodifiableSet());
    // What each is known to fit by: what it needs, if only the framework has a say in that.
    Function<Bare, Set<String>> key = bare -> alone ? Set.of(bare.needs().text()) : all;
    together.values().removeIf(bare -> fitting.getIfPresent(key.apply(bare)) != null);
    if (together.isEmpty()) {
      return Map.of();
    }
    Map<Entry, List<String>> clashes = asked(together);
    Set<Set<String>> failed = new HashSet<>();
    together.forEach((entry, bare) -> {
      if (clashes.containsKey(entry)) {
        failed.add(key.apply(bare));
      }
    });
    together.values().stream()
        .map(key)
        .filter(fits -> !failed.contains(fits))
        .forEach(fits -> fitting.put(fits, true));
    return clashes;
  }

  /** How often the resolver was. */
  int asked() {
    return asked;
  }

  private Map<Entry, List<String>> asked(Map<Entry, Bare> together) {
    asked++;
    Framework framework = OsgiFramework.dry(folder);
    try {
      Map<Bundle, Entry> bundles = new LinkedHashMap<>();
      for (Map.Entry<Entry, Bare> one : together.entrySet()) {
        Entry entry = one.getKey();
        bundles.put(
            framework
                .getBundleContext()
                .installBundle(
                    OsgiFramework.PLUGIN + entry.name() + ":" + entry.sha256(),
                    new ByteArrayInputStream(one.getValue().jar())),
            entry);
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

  /** Empty if there is none any more. */
  private Optional<Bare> bare(Entry entry, Function<Entry, Optional<PluginJar>> jars) {
    Bare known = manifests.getIfPresent(entry.sha256());
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Bare> read = jars.apply(entry).map(DryRun::bare);
    read.ifPresent(bare -> manifests.put(entry.sha256(), bare));
    return read;
  }

  private static Bare bare(PluginJar jar) {
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar.bytes()), false)) {
      Manifest main = new Manifest();
      main.getMainAttributes().putAll(in.getManifest().getMainAttributes());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new JarOutputStream(out, main).close();
      return new Bare(out.toByteArray(), Needs.of(main.getMainAttributes()));
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " cannot be read", e);
    }
  }
}
