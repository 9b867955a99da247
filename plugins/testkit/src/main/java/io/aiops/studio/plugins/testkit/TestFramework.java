package io.aiops.studio.plugins.testkit;

import io.aiops.studio.api.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A Felix set up as the studio sets up its own: the same shared packages and nothing more. */
public final class TestFramework implements AutoCloseable {

  /** A class of each jar that runs inside the framework. */
  private static final List<String> SYSTEM_BUNDLES =
      List.of(
          "org/osgi/util/function/Function.class",
          "org/osgi/util/promise/Promise.class",
          "org/osgi/service/component/ComponentContext.class",
          "org/apache/felix/scr/impl/Activator.class");

  /** Makes connectors of bundles that have no code; only their authors have it. */
  private static final String EXTENDER = "io/aiops/studio/routes/Extender.class";

  private final Framework framework;

  /**
   * @param cache a folder of its own
   */
  public TestFramework(Path cache) throws BundleException {
    beginTheJdksTimer();
    Map<String, String> config = new HashMap<>();
    config.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    config.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    config.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_BOOT);
    config.put("felix.bootdelegation.implicit", "false");
    config.put("felix.service.urlhandlers", "false");
    config.put("felix.shutdown.hook", "false");
    config.put("felix.log.level", "1");
    config.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        exports(Agent.class.getName()) + "," + exports("org.jspecify.annotations.NullMarked"));
    framework = new FrameworkFactory().newFramework(config);
    framework.start();
    for (String resource : SYSTEM_BUNDLES) {
      context().installBundle(location(resource)).start();
    }
    if (TestFramework.class.getClassLoader().getResource(EXTENDER) != null) {
      context().installBundle(location(EXTENDER)).start();
    }
  }

  /** As the studio does: else it would keep the class loader of the first plugin that wants it. */
  private static void beginTheJdksTimer() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      var unused = new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.NANOSECONDS);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** The packages a jar of the class path exports, by its own manifest: never listed twice. */
  private static String exports(String className) {
    String resource = className.replace('.', '/') + ".class";
    URI manifest = URI.create(root(resource) + "META-INF/MANIFEST.MF");
    try (InputStream in = manifest.toURL().openStream()) {
      return new Manifest(in)
          .getMainAttributes()
          .getValue(Constants.EXPORT_PACKAGE)
          .replaceAll(";uses:=\"[^\"]*\"", "");
    } catch (IOException e) {
      throw new UncheckedIOException("No manifest beside " + className, e);
    }
  }

  /** A jar, or the folder that one is made of. */
  private static String location(String resource) {
    String root = root(resource);
    return root.startsWith("jar:") ? root.replaceFirst("^jar:(.*)!/$", "$1") : "reference:" + root;
  }

  private static String root(String resource) {
    URL url = TestFramework.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new IllegalStateException(resource + " is not on the class path");
    }
    return url.toString().substring(0, url.toString().length() - resource.length());
  }

  /** Installs it under a location of its own. */
  public Bundle install(String location, InputStream jar) throws BundleException {
    return context().installBundle(location, jar);
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(10_000);
  }
}
