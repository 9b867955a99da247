package io.aiops.studio.host.plugin;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the code of a started plugin is. */
sealed interface Place {

  /** Why it does not run any more; empty while it does. */
  Optional<String> failure();

  /** Of its classes; empty if they are in another process. */
  Optional<ClassLoader> classLoader();

  /** What its process uses; empty if it has none of its own, or nobody tells. */
  Optional<SeparateProcesses.Use> use();

  /** Stops and unloads it. */
  void leave();

  /** In the studio's process. */
  record InStudio(Bundle bundle, ClassLoader classes) implements Place {
    @Override
    public Optional<String> failure() {
      return Optional.empty();
    }

    @Override
    public Optional<ClassLoader> classLoader() {
      return Optional.of(classes);
    }

    @Override
    public Optional<SeparateProcesses.Use> use() {
      return Optional.empty();
    }

    @Override
    public void leave() {
      uninstall(bundle);
    }
  }

  /** In a process of its own. */
  record Apart(SeparateProcesses.Running process) implements Place {
    @Override
    public Optional<String> failure() {
      return process.failure();
    }

    @Override
    public Optional<ClassLoader> classLoader() {
      return Optional.empty();
    }

    @Override
    public Optional<SeparateProcesses.Use> use() {
      return process.use();
    }

    @Override
    public void leave() {
      process.stop();
    }
  }

  static void uninstall(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      Logger log = LoggerFactory.getLogger(Place.class);
      log.warn("{} did not uninstall cleanly", bundle.getSymbolicName(), e);
    }
  }
}
