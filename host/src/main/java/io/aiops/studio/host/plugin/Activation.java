package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.definition.SchemaCheck;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.Rights;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** A bundle that was installed and started, with what it contributes; or nothing is left of it. */
final class Activation {

  private static final Logger LOG = LoggerFactory.getLogger(Activation.class);
  private static final int LARGEST_SCHEMA = 256 * 1024;
  private static final Map<Kind, Class<?>> KINDS =
      Map.of(
          Kind.AGENT, Agent.class,
          Kind.MODEL, ModelProvider.class,
          Kind.CONNECTOR, Connector.class,
          Kind.OBSERVER, WorkflowObserver.class);

  private final PluginJar jar;
  private final Bundle bundle;
  private final List<Provider> providers;
  private final Running running;

  private Activation(PluginJar jar, Bundle bundle, List<Provider> providers, Running running) {
    this.jar = jar.light();
    this.bundle = bundle;
    this.providers = providers;
    this.running = running;
  }

  /**
   * Installs, resolves and starts it beside whatever runs already, and asks it how it is.
   *
   * @throws InvalidException naming what is missing or what failed; the framework is as before then
   */
  static Activation start(
      BundleContext context, Visibility visibility, Grants grants, PluginJar jar, Clock clock) {
    Bundle bundle;
    try {
      bundle =
          context.installBundle(
              OsgiFramework.PLUGIN + jar.name() + ":" + jar.sha256() + ":" + System.nanoTime(),
              new ByteArrayInputStream(jar.bytes()));
    } catch (BundleException e) {
      throw new InvalidException(jar.name(), "cannot be installed: " + e.getMessage());
    }
    Rights rights = grants.rights(jar.name(), jar.version().toString(), jar.wants());
    visibility.enter(bundle, rights);
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
      Running running =
          new Running(
              jar.name(),
              jar.version().toString(),
              bundle.adapt(BundleWiring.class).getClassLoader(),
              rights,
              new Usage(),
              new Track(clock));
      List<Provider> providers = providers(context, bundle, running);
      if (providers.size() < jar.components()) {
        throw new InvalidException(
            jar.name(),
            "announces "
                + jar.components()
                + " components, but only "
                + providers.size()
                + " came up with a @Provides name: the others miss a service they reference, or"
                + " their name. Nothing was changed.");
      }
      unlike(jar, providers);
      providers.forEach(Provider::check);
      return new Activation(jar, bundle, providers, running);
    } catch (BundleException e) {
      uninstall(bundle);
      throw new InvalidException(jar.name(), explain(e));
    } catch (RuntimeException | Error e) {
      uninstall(bundle);
      throw e;
    }
  }

  private static void unlike(PluginJar jar, List<Provider> providers) {
    Set<List<Object>> seen = new HashSet<>();
    for (Provider provider : providers) {
      Kind kind = provider.contribution().kind();
      String name = provider.contribution().name();
      if (!seen.add(List.of(kind, name))) {
        throw new InvalidException(
            jar.name(),
            "offers the "
                + kind.name().toLowerCase(Locale.ROOT)
                + " '"
                + name
                + "' twice. Nothing was changed.");
      }
    }
  }

  private static String explain(BundleException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.getType()) {
      case BundleException.RESOLVE_ERROR ->
          "needs something this studio does not offer: "
              + missing(message)
              + ". Plugins may import io.aiops.studio.api; embed other libraries in the bundle."
              + " Nothing was changed.";
      case BundleException.ACTIVATOR_ERROR ->
          "failed in its activator: "
              + (e.getCause() == null ? message : e.getCause().toString())
              + ". Nothing was changed.";
      default -> "cannot be started: " + message + ". Nothing was changed.";
    };
  }

  /** Felix' sentence ends with the requirement that was not met. */
  private static String missing(String message) {
    int from = message.lastIndexOf("missing requirement");
    String tail = from < 0 ? message : message.substring(from + "missing requirement".length());
    java.util.regex.Matcher wanted =
        java.util.regex.Pattern.compile(
                "\\(osgi\\.wiring\\.package=([\\w.]+)\\)(?:\\(version>=([\\w.]+)\\))?(?:\\(!\\(version>=([\\w.]+)\\)\\))?")
            .matcher(tail);
    if (!wanted.find()) {
      return tail.strip();
    }
    return "package "
        + wanted.group(1)
        + (wanted.group(2) == null ? "" : " from version " + wanted.group(2))
        + (wanted.group(3) == null ? "" : " below " + wanted.group(3));
  }

  private static List<Provider> providers(BundleContext context, Bundle bundle, Running running) {
    List<Provider> providers = new ArrayList<>();
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    for (ServiceReference<?> reference :
        references == null ? new ServiceReference<?>[0] : references) {
      String[] offered = (String[]) reference.getProperty("objectClass");
      KINDS.forEach((kind, type) -> {
        if (List.of(offered).contains(type.getName())
            && reference.getProperty("studio.name") instanceof String) {
          providers.add(provider(context, bundle, reference, kind, running));
        }
      });
    }
    return providers;
  }

  private static Provider provider(
      BundleContext context,
      Bundle bundle,
      ServiceReference<?> reference,
      Kind kind,
      Running running) {
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
    return Provider.of(
        kind,
        name,
        text(reference, "studio.title"),
        text(reference, "studio.description"),
        schema(bundle, text(reference, "studio.input")),
        schema(bundle, text(reference, "studio.settings")),
        service,
        running);
  }

  private static String text(ServiceReference<?> reference, String property) {
    return reference.getProperty(property) instanceof String text ? text : "";
  }

  private static Map<String, @Nullable Object> schema(Bundle bundle, String path) {
    if (path.isEmpty()) {
      return new LinkedHashMap<>();
    }
    URL url = bundle.getEntry(path);
    if (url == null) {
      throw new InvalidException(
          bundle.getSymbolicName(), "names the schema '" + path + "', which is not in it");
    }
    try (InputStream in = url.openStream()) {
      String text = new String(in.readNBytes(LARGEST_SCHEMA), StandardCharsets.UTF_8);
      Map<String, @Nullable Object> schema = Json.parseMap(text);
      List<Problem> problems = SchemaCheck.checkSchema(schema);
      if (!problems.isEmpty()) {
        throw new InvalidException(
            bundle.getSymbolicName(), "has a schema '" + path + "' that is none: " + problems);
      }
      return schema;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read", e);
    } catch (JacksonException e) {
      throw new InvalidException(
          bundle.getSymbolicName(),
          "has a schema '" + path + "' that is no JSON: " + e.getOriginalMessage());
    }
  }

  List<Provider> providers() {
    return providers;
  }

  /** What was started, without its bytes. */
  PluginJar jar() {
    return jar;
  }

  Running running() {
    return running;
  }

  /** Stops and unloads it, whoever uses it. */
  void unload() {
    uninstall(bundle);
  }

  private static void uninstall(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      LOG.warn("{} did not uninstall cleanly", bundle.getSymbolicName(), e);
    }
  }
}
