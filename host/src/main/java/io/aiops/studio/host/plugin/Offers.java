package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.plugin.Offer.Schema;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** Finds what a started bundle registered under a {@code @Provides} name. */
final class Offers {

  private static final int LARGEST_SCHEMA = 256 * 1024;
  private static final Map<Kind, Class<?>> KINDS =
      Map.of(
          Kind.AGENT, Agent.class,
          Kind.MODEL, ModelProvider.class,
          Kind.CONNECTOR, Connector.class,
          Kind.OBSERVER, WorkflowObserver.class);

  private Offers() {}

  /**
   * @throws InvalidException if a component does not come up, or names a schema that is not there
   */
  static List<Offer> of(BundleContext context, Bundle bundle) {
    List<Offer> offers = new ArrayList<>();
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    for (ServiceReference<?> reference :
        references == null ? new ServiceReference<?>[0] : references) {
      if (reference.getProperty("studio.failure") instanceof String why) {
        throw new InvalidException(bundle.getSymbolicName(), why + ". Nothing was changed.");
      }
      String[] offered = (String[]) reference.getProperty("objectClass");
      KINDS.forEach((kind, type) -> {
        if (List.of(offered).contains(type.getName())
            && reference.getProperty("studio.name") instanceof String) {
          offers.add(offer(context, bundle, reference, kind));
        }
      });
    }
    return offers;
  }

  private static Offer offer(
      BundleContext context, Bundle bundle, ServiceReference<?> reference, Kind kind) {
    String name = text(reference, "studio.name");
    Object service = context.getService(reference);
    if (service == null) {
      throw new InvalidException(
          bundle.getSymbolicName(),
          "failed in the activation of "
              + kind.name().toLowerCase(Locale.ROOT)
              + " '"
              + name
              + "': its constructor or @Activate method threw; the server's log has the reason."
              + " Nothing was changed.");
    }
    return new Offer(
        kind,
        name,
        text(reference, "studio.title"),
        text(reference, "studio.description"),
        schema(bundle, text(reference, "studio.input")),
        settings(bundle, reference),
        service,
        bundle.adapt(BundleWiring.class).getClassLoader());
  }

  /** Of a connector without Java it is part of what that says, and no file of its own. */
  private static Schema settings(Bundle bundle, ServiceReference<?> reference) {
    String written = text(reference, "studio.settings.schema");
    return written.isEmpty()
        ? schema(bundle, text(reference, "studio.settings"))
        : new Schema("settings", written);
  }

  private static String text(ServiceReference<?> reference, String property) {
    return reference.getProperty(property) instanceof String text ? text : "";
  }

  private static Schema schema(Bundle bundle, String path) {
    if (path.isEmpty()) {
      return Schema.NONE;
    }
    URL url = bundle.getEntry(path);
    if (url == null) {
      throw new InvalidException(
          bundle.getSymbolicName(), "names the schema '" + path + "', which is not in it");
    }
    try (InputStream in = url.openStream()) {
      return new Schema(path, new String(in.readNBytes(LARGEST_SCHEMA), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read", e);
    }
  }
}
