package io.aiops.studio.host.plugin;

import io.aiops.studio.host.problem.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A framework with one plugin and nobody else: what runs in a process of the plugin's own. */
public final class LoneBundle implements AutoCloseable {

  private final OsgiFramework framework;
  private final List<Offer> offers;

  private LoneBundle(OsgiFramework framework, List<Offer> offers) {
    this.framework = framework;
    this.offers = offers;
  }

  /**
   * @param cache a folder of its own
   * @throws InvalidException naming what is missing or what failed
   */
  public static LoneBundle start(Path jar, Path cache) {
    OsgiFramework framework = OsgiFramework.start(cache);
    try {
      return new LoneBundle(framework, offers(framework.context(), jar));
    } catch (RuntimeException | Error e) {
      framework.close();
      throw e;
    }
  }

  private static List<Offer> offers(BundleContext context, Path jar) {
    try (InputStream in = Files.newInputStream(jar)) {
      Bundle bundle = context.installBundle(OsgiFramework.PLUGIN + jar.getFileName(), in);
      try {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      } catch (BundleException e) {
        throw new InvalidException(bundle.getSymbolicName(), StartFailure.explain(e));
      }
      return List.copyOf(Offers.of(context, bundle));
    } catch (BundleException e) {
      throw new InvalidException("plugin", "cannot be installed: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " cannot be read", e);
    }
  }

  public List<Offer> offers() {
    return offers;
  }

  /** Stops the plugin and the framework, within some seconds. */
  @Override
  public void close() {
    framework.close();
  }
}
