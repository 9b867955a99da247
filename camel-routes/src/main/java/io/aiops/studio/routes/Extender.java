package io.aiops.studio.routes;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Tool;
import io.aiops.studio.plugins.http.HttpConnector;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Watches bundles: one whose manifest has {@code Studio-Connector} offers, from its start to its
 * stop, the connector that the named file describes. All of them call by one HTTP connector, which
 * is there while one of them is; of a bundle that has stopped nothing is kept.
 */
public final class Extender implements BundleActivator, SynchronousBundleListener {

  static final String HEADER = "Studio-Connector";

  private final Set<Long> served = new HashSet<>();
  private @Nullable HttpConnector http;

  @Override
  public void start(BundleContext context) {
    context.addBundleListener(this);
  }

  @Override
  public synchronized void stop(BundleContext context) {
    context.removeBundleListener(this);
    close();
  }

  private void close() {
    if (http != null) {
      http.close();
      http = null;
    }
  }

  /** Within the bundle's start: when that is over, the connector is there, or why it is not. */
  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    if (event.getType() == BundleEvent.STARTED && bundle.getHeaders().get(HEADER) != null) {
      offer(bundle, bundle.getHeaders().get(HEADER));
    } else if (event.getType() == BundleEvent.STOPPED) {
      forget(bundle);
    }
  }

  private synchronized void forget(Bundle bundle) {
    if (served.remove(bundle.getBundleId()) && served.isEmpty()) {
      close();
    }
  }

  private void offer(Bundle bundle, String path) {
    try {
      ConnectorFile file = ConnectorFile.read(path, text(bundle, path));
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put("studio.name", file.name());
      properties.put("studio.title", file.title());
      properties.put("studio.description", file.description());
      properties.put("studio.settings.schema", file.settings());
      bundle
          .getBundleContext()
          .registerService(Connector.class, new YamlConnector(file, request(bundle)), properties);
    } catch (IllegalArgumentException e) {
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put("studio.failure", String.valueOf(e.getMessage()));
      bundle.getBundleContext().registerService(IllegalArgumentException.class, e, properties);
    }
  }

  private static String text(Bundle bundle, String path) {
    URL url = bundle.getEntry(path);
    if (url == null) {
      throw new IllegalArgumentException(
          "Its manifest's " + HEADER + " names '" + path + "', which is not in it");
    }
    try (InputStream in = url.openStream()) {
      return new String(in.readNBytes(Part.LARGEST + 1), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Its thread would keep the class loader of whoever asked first, if it began with that one. */
  private synchronized Tool.Function request(Bundle bundle) {
    served.add(bundle.getBundleId());
    if (http == null) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(Extender.class.getClassLoader());
      try {
        http = new HttpConnector();
      } finally {
        thread.setContextClassLoader(before);
      }
    }
    return http.tools().stream()
        .filter(tool -> tool.name().equals("request"))
        .findFirst()
        .orElseThrow()
        .function();
  }
}
