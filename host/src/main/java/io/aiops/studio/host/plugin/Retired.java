package io.aiops.studio.host.plugin;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plugins that get no new work. Each is stopped and unloaded when the last who uses it has ended;
 * nobody waits for that.
 */
final class Retired {

  private static final Logger LOG = LoggerFactory.getLogger(Retired.class);

  private final Queue<Activation> draining = new ConcurrentLinkedQueue<>();
  private final Remains remains;

  Retired(Clock clock) {
    this.remains = new Remains(clock);
  }

  /** To be called once nobody can get a lease of it any more. */
  void add(Activation old) {
    old.running().track().replaced();
    draining.add(old);
    old.running().usage().whenUnused(() -> unload(old));
  }

  /**
   * On a thread of its own: stopping is the plugin's own code, which may take as long as it likes.
   */
  private void unload(Activation old) {
    Thread.ofPlatform()
        .name("studio-plugin-stop-" + old.jar().name())
        .daemon()
        .inheritInheritableThreadLocals(false)
        .start(() -> {
          Optional<ClassLoader> loader = old.classLoader();
          try {
            old.unload();
            LOG.info("Plugin {} is unloaded", old.jar());
          } finally {
            loader.ifPresent(classes -> remains.unloaded(old.jar(), classes));
            draining.remove(old);
          }
        });
  }

  /** Those that are still in use, or are being stopped. */
  List<PluginJar> draining() {
    return draining.stream().map(Activation::jar).toList();
  }

  /** What is left of them. */
  Remains remains() {
    return remains;
  }

  /** How many class loaders of unloaded plugins the garbage collector has not taken yet. */
  int loaders() {
    return remains.loaders();
  }
}
