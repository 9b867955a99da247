package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.plugins.testkit.JsonLike;
import io.aiops.studio.plugins.testkit.RecordingContext;
import io.aiops.studio.plugins.testkit.TestFramework;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** A version of the plugin that is installed and started. */
final class Subject {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Bundle bundle;
  private final ClassLoader loader;
  private final List<Offer> offers = new ArrayList<>();
  private final List<Thread> calls = new ArrayList<>();

  private Subject(Bundle bundle) {
    this.bundle = bundle;
    this.loader = bundle.adapt(BundleWiring.class).getClassLoader();
  }

  /**
   * @throws AssertionError saying why it does not start; nothing of it is left then
   */
  static Subject start(TestFramework framework, String location, byte[] jar) {
    Bundle bundle;
    try {
      bundle = framework.install(location, new ByteArrayInputStream(jar));
    } catch (BundleException e) {
      throw new AssertionError("It cannot be installed: " + e.getMessage(), e);
    }
    try {
      bundle.start();
      Subject subject = new Subject(bundle);
      subject.takeOffers(framework);
      return subject;
    } catch (BundleException e) {
      uninstall(bundle);
      throw new AssertionError("It does not start: " + e.getMessage(), e);
    } catch (AssertionError e) {
      uninstall(bundle);
      throw e;
    }
  }

  private void takeOffers(TestFramework framework) {
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    for (ServiceReference<?> reference :
        references == null ? new ServiceReference<?>[0] : references) {
      if (reference.getProperty("studio.failure") instanceof String why) {
        throw new AssertionError("It does not start: " + why + ".");
      }
      List<String> types = List.of((String[]) reference.getProperty("objectClass"));
      for (Offer.Kind kind : Offer.Kind.values()) {
        if (types.contains(kind.type.getName())) {
          offers.add(offer(framework, reference, kind));
        }
      }
    }
    String announced = bundle.getHeaders().get("Service-Component");
    int components =
        (announced == null ? 0 : announced.split(",", -1).length)
            + (bundle.getHeaders().get("Studio-Connector") == null ? 0 : 1);
    if (components != offers.size() || components == 0) {
      throw new AssertionError(
          "It announces %d components, and offers %d agents, models, connectors and observers."
              .formatted(components, offers.size()));
    }
  }

  private Offer offer(TestFramework framework, ServiceReference<?> reference, Offer.Kind kind) {
    String name = String.valueOf(reference.getProperty("studio.name"));
    Object service = framework.context().getService(reference);
    if (service == null) {
      throw new AssertionError(
          "The activation of " + kind.word + " '" + name + "' failed: constructor or @Activate.");
    }
    return new Offer(
        kind,
        name,
        String.valueOf(reference.getProperty("studio.title")),
        reference.getProperty("studio.settings.schema") instanceof String written
            ? JsonLike.lenient(written)
            : schema(reference.getProperty("studio.settings")),
        schema(reference.getProperty("studio.input")),
        service);
  }

  /** Broken ones are another check's affair. */
  private Map<String, @Nullable Object> schema(@Nullable Object path) {
    if (!(path instanceof String text) || text.isEmpty()) {
      return new LinkedHashMap<>();
    }
    return resource(text).map(JsonLike::lenient).orElseGet(() -> broken(text));
  }

  private static Map<String, @Nullable Object> broken(String path) {
    throw new AssertionError("It names the schema '" + path + "', which is not in it.");
  }

  java.util.Optional<String> resource(String path) {
    URL url = bundle.getEntry(path);
    if (url == null) {
      return java.util.Optional.empty();
    }
    try (InputStream in = url.openStream()) {
      return java.util.Optional.of(
          new String(in.readNBytes(Samples.LARGEST), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(path + " could not be read: " + e.getMessage(), e);
    }
  }

  List<Offer> offers() {
    return List.copyOf(offers);
  }

  Bundle bundle() {
    return bundle;
  }

  ClassLoader loader() {
    return loader;
  }

  /** Calls it as the studio does: on a virtual thread that has the bundle's class loader. */
  Running start(String what, RecordingContext context, Callable<? extends @Nullable Object> call) {
    FutureTask<@Nullable Object> task = new FutureTask<>(call::call);
    Thread thread = Thread.ofVirtual().name("kit: " + what).unstarted(task);
    thread.setContextClassLoader(loader);
    calls.add(thread);
    thread.start();
    return new Running(what, thread, task, context);
  }

  /** Stops and uninstalls it. Says whether every call of it has ended. */
  boolean end() {
    boolean allEnded = true;
    for (Thread call : calls) {
      call.interrupt();
      try {
        allEnded &= call.join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("The kit was interrupted", e);
      }
    }
    uninstall(bundle);
    return allEnded;
  }

  private static void uninstall(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      throw new AssertionError("It does not stop: " + e.getMessage(), e);
    }
  }
}
