package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * An embedded Felix with Declarative Services. Plugins see the JDK, plugin-api and jspecify, and
 * nothing else of the host.
 */
final class OsgiFramework implements AutoCloseable {

  /** How the location of a plugin's bundle begins. */
  static final String PLUGIN = "studio:";

  private static final long STOP_MILLIS = 10_000;

  /** A resource of each jar that runs inside the framework; found on our own class path. */
  private static final List<String> SYSTEM_BUNDLES =
      List.of(
          "org/osgi/util/function/Function.class",
          "org/osgi/util/promise/Promise.class",
          "org/osgi/service/component/ComponentContext.class",
          "org/apache/felix/scr/impl/Activator.class");

  /** Makes connectors of those bundles that have no code; there is none in some tests. */
  private static final String EXTENDER = "io/aiops/studio/routes/Extender.class";

  private final Framework framework;
  private final Visibility visibility = new Visibility();

  private OsgiFramework(Framework framework) {
    this.framework = framework;
    visibility.register(framework.getBundleContext());
  }

  /**
   * @param cache a folder of its own, emptied at each start: what is installed is kept elsewhere
   */
  static OsgiFramework start(Path cache) {
    JdkTimer.begin();
    Framework framework = framework(cache);
    try {
      framework.start();
      BundleContext context = framework.getBundleContext();
      for (String resource : SYSTEM_BUNDLES) {
        context.installBundle(jar(resource).toString());
      }
      if (OsgiFramework.class.getClassLoader().getResource(EXTENDER) != null) {
        context.installBundle(jar(EXTENDER).toString());
      }
      for (org.osgi.framework.Bundle bundle : context.getBundles()) {
        bundle.start();
      }
    } catch (BundleException e) {
      throw new IllegalStateException("The plugin framework did not start", e);
    }
    return new OsgiFramework(framework);
  }

  /**
   * One that offers the same and runs nothing: to find out what would resolve.
   *
   * @param cache a folder of its own, emptied each time
   * @return to be given to {@link #end}
   */
  static Framework dry(Path cache) {
    Framework framework = framework(cache);
    try {
      framework.init();
      for (String resource : SYSTEM_BUNDLES) {
        framework.getBundleContext().installBundle("reference:" + jar(resource));
      }
    } catch (BundleException e) {
      throw new IllegalStateException("The framework for dry runs did not come up", e);
    }
    return framework;
  }

  private static Framework framework(Path cache) {
    Map<String, String> config = new HashMap<>();
    config.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    config.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    config.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    config.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_BOOT);
    config.put("felix.bootdelegation.implicit", "false");
    config.put("felix.service.urlhandlers", "false");
    config.put("felix.shutdown.hook", "false");
    config.put("felix.log.level", "1");
    // Else it begins a thread a processor, which outlive a framework for dry runs by a minute.
    config.put("felix.resolver.parallelism", "1");
    config.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, sharedPackages());
    return new FrameworkFactory().newFramework(config);
  }

  /** What plugins see of each other. */
  Visibility visibility() {
    return visibility;
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** What is installed besides the framework's own, as {@code name version}. */
  List<String> plugins() {
    return Arrays.stream(context().getBundles())
        .filter(bundle -> bundle.getLocation().startsWith(PLUGIN))
        .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
        .toList();
  }

  boolean active() {
    return framework.getState() == org.osgi.framework.Bundle.ACTIVE;
  }

  /** What plugins may import, as plugin-api's own manifest and jspecify's say it. */
  private static String sharedPackages() {
    return exports(Agent.class.getName()) + "," + exports("org.jspecify.annotations.NullMarked");
  }

  private static String exports(String className) {
    String resource = className.replace('.', '/') + ".class";
    URL url = OsgiFramework.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new IllegalStateException(className + " is not on the class path");
    }
    String text = url.toString();
    String root = text.substring(0, text.length() - resource.length());
    try (InputStream in = URI.create(root + "META-INF/MANIFEST.MF").toURL().openStream()) {
      String exports = new Manifest(in).getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
      if (exports == null) {
        throw new IllegalStateException(root + " exports no packages");
      }
      // The framework wants no uses: directives of packages that it does not export itself.
      return exports.replaceAll(";uses:=\"[^\"]*\"", "");
    } catch (IOException e) {
      throw new UncheckedIOException("No manifest beside " + className, e);
    }
  }

  /** The jar file that a resource of our class path is in; the server may call it wsjar. */
  private static URI jar(String resource) {
    URL url = OsgiFramework.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new IllegalStateException(resource + " is not on the class path");
    }
    String text = url.toString();
    URI uri =
        URI.create(text.substring(text.indexOf("file:"), text.length() - resource.length() - 2));
    if (!Files.isRegularFile(Path.of(uri))) {
      throw new IllegalStateException(uri + " is not a jar file");
    }
    return uri;
  }

  @Override
  public void close() {
    end(framework);
  }

  static void end(Framework framework) {
    try {
      framework.stop();
      framework.waitForStop(STOP_MILLIS);
    } catch (BundleException e) {
      throw new IllegalStateException("The plugin framework did not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
