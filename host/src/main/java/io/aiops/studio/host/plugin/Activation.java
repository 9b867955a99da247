package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
import io.aiops.studio.host.definition.SchemaCheck;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.Rights;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import tools.jackson.core.JacksonException;

/**
 * A plugin that was started, in this process or in one of its own, with what it contributes; or
 * nothing is left of it.
 */
final class Activation {

  private final PluginJar jar;
  private final Isolation isolation;
  private final List<Provider> providers;
  private final Running running;
  private final Place place;
  private volatile Runnable gone = () -> {};

  private Activation(
      PluginJar jar, Isolation isolation, List<Offer> offers, Running running, Place place) {
    this.jar = jar.light();
    this.isolation = isolation;
    this.running = running;
    this.providers = offers.stream().map(offer -> provider(jar, offer, running)).toList();
    this.place = place;
    complete();
    unlike();
    Progress.at(Progress.Step.HEALTH_CHECK);
    providers.forEach(Provider::check);
  }

  /**
   * Installs, resolves and starts it beside whatever runs already, and asks it how it is.
   *
   * @throws InvalidException naming what is missing or what failed; the framework is as before then
   */
  static Activation start(
      BundleContext context,
      Visibility visibility,
      Grants grants,
      PluginLogs logs,
      PluginJar jar,
      Clock clock) {
    Bundle bundle;
    Progress.at(Progress.Step.RESOLVING);
    try {
      bundle =
          context.installBundle(
              OsgiFramework.PLUGIN + jar.name() + ":" + jar.sha256() + ":" + System.nanoTime(),
              new ByteArrayInputStream(jar.bytes()));
    } catch (BundleException e) {
      throw new InvalidException(jar.name(), "cannot be installed: " + e.getMessage());
    }
    visibility.enter(bundle, rights(grants, jar));
    PluginLog.Writer log = logs.writer(bundle);
    try {
      Progress.at(Progress.Step.STARTING);
      bundle.start(Bundle.START_ACTIVATION_POLICY);
      ClassLoader classes = bundle.adapt(BundleWiring.class).getClassLoader();
      return new Activation(
          jar,
          Isolation.TRUSTED,
          offers(context, bundle, classes),
          running(grants, log, jar, classes, clock),
          new Place.InStudio(bundle, classes));
    } catch (BundleException e) {
      Place.uninstall(bundle);
      log.close();
      throw new InvalidException(jar.name(), StartFailure.explain(e));
    } catch (RuntimeException | Error e) {
      Place.uninstall(bundle);
      log.close();
      throw e;
    }
  }

  /**
   * Starts it in a process of its own; what that says of itself is looked at here.
   *
   * @throws InvalidException naming what failed; there is no such process then
   */
  static Activation start(
      SeparateProcesses processes, Grants grants, PluginLogs logs, PluginJar jar, Clock clock) {
    Progress.at(Progress.Step.STARTING);
    PluginLog.Writer log = logs.writer(jar.name(), jar.version().toString());
    SeparateProcesses.Running process;
    try {
      process =
          processes.start(
              jar.name(), jar.bytes(), line -> log.add(PluginLog.Level.INFO, null, line));
    } catch (RuntimeException | Error e) {
      log.close();
      throw e;
    }
    try {
      return new Activation(
          jar,
          Isolation.SEPARATE,
          process.offers(),
          running(grants, log, jar, Agent.class.getClassLoader(), clock),
          new Place.Apart(process));
    } catch (RuntimeException | Error e) {
      process.stop();
      log.close();
      throw e;
    }
  }

  /** Made with the bundle's classes at hand, so that threads which begin then are known as its. */
  private static List<Offer> offers(BundleContext context, Bundle bundle, ClassLoader classes) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      return Offers.of(context, bundle);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Rights rights(Grants grants, PluginJar jar) {
    return grants.rights(jar.name(), jar.version().toString(), jar.wants());
  }

  private static Running running(
      Grants grants, PluginLog.Writer log, PluginJar jar, ClassLoader classes, Clock clock) {
    return new Running(
        jar.name(),
        jar.version().toString(),
        classes,
        rights(grants, jar),
        new Usage(),
        new Track(clock),
        log);
  }

  private void complete() {
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
  }

  private void unlike() {
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

  private static Provider provider(PluginJar jar, Offer offer, Running running) {
    return Provider.of(
        offer.kind(),
        offer.name(),
        offer.title(),
        offer.description(),
        schema(jar, offer.inputSchema()),
        schema(jar, offer.settingsSchema()),
        offer.service(),
        running);
  }

  private static Map<String, @Nullable Object> schema(PluginJar jar, Offer.Schema offered) {
    if (offered.path().isEmpty()) {
      return new LinkedHashMap<>();
    }
    try {
      Map<String, @Nullable Object> schema = Json.parseMap(offered.text());
      List<Problem> problems = SchemaCheck.checkSchema(schema);
      if (!problems.isEmpty()) {
        throw new InvalidException(
            jar.name(), "has a schema '" + offered.path() + "' that is none: " + problems);
      }
      return schema;
    } catch (JacksonException e) {
      throw new InvalidException(
          jar.name(),
          "has a schema '" + offered.path() + "' that is no JSON: " + e.getOriginalMessage());
    }
  }

  List<Provider> providers() {
    return providers;
  }

  /** What was started, without its bytes. */
  PluginJar jar() {
    return jar;
  }

  Isolation isolation() {
    return isolation;
  }

  Running running() {
    return running;
  }

  /** Why it does not serve any more, though it was started; empty while it does. */
  Optional<String> failure() {
    return place.failure();
  }

  /** Of the plugin's classes; empty if they are in another process. */
  Optional<ClassLoader> classLoader() {
    return place.classLoader();
  }

  /**
   * What it is at, and what it did.
   *
   * @param threads of the studio's process by class loader
   */
  PluginFigures figures(boolean serving, Map<ClassLoader, Integer> threads) {
    Optional<SeparateProcesses.Use> use = place.use();
    return new PluginFigures(
        running.version(),
        serving,
        running.usage().count(),
        running.track().done(),
        running.track().failures(),
        place
            .classLoader()
            .map(classes -> threads.getOrDefault(classes, 0))
            .or(() -> use.map(SeparateProcesses.Use::threads))
            .orElse(null),
        use.map(SeparateProcesses.Use::memoryMiB).orElse(null));
  }

  /** Told once it is unloaded. */
  void whenGone(Runnable told) {
    gone = told;
  }

  /** How many it began that run; 0 if that is in another process. */
  int threads() {
    return classLoader().map(loader -> PluginThreads.of(loader).size()).orElse(0);
  }

  /** Stops and unloads it, whoever uses it. */
  void unload() {
    try {
      place.leave();
    } finally {
      running.log().close();
      gone.run();
    }
  }
}
