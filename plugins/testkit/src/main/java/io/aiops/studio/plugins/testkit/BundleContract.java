package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.WorkflowObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * What the studio expects of a bundle as a whole: it starts in a framework that shares what the
 * studio's does, its contributions come and go with it.
 */
public abstract class BundleContract {

  /** Something a bundle offers: its kind and the name its {@code @Provides} gives. */
  public record Contribution(Class<?> kind, String name) {}

  private static final List<Class<?>> KINDS =
      List.of(Agent.class, ModelProvider.class, Connector.class, WorkflowObserver.class);

  @TempDir Path cache;
  private TestFramework framework;
  private Bundle bundle;

  /** All that the bundle offers, such as {@code new Contribution(Agent.class, "echo")}. */
  protected abstract Set<Contribution> contributions();

  /** The built jar, or the folder it is made of: what Maven has at hand when tests run. */
  protected Path bundle() {
    return Path.of("target", "classes");
  }

  /**
   * Tries one contribution out inside the framework, on a thread with the bundle's class loader, as
   * the studio calls it. Override it to make a real call: what works on a flat class path may not
   * find its resources in a bundle.
   *
   * @param service of the contribution's kind
   */
  protected void use(Contribution contribution, Object service) throws Exception {}

  @BeforeEach
  void installIt() throws BundleException, IOException {
    framework = new TestFramework(cache);
    bundle = framework.install("bundle", new ByteArrayInputStream(BuiltJar.of(bundle())));
  }

  @AfterEach
  void stopTheFramework() throws BundleException, InterruptedException {
    framework.close();
  }

  @Test
  void it_says_who_it_is() {
    assertThat(bundle.getSymbolicName()).as("Bundle-SymbolicName").isNotBlank();
    assertThat(bundle.getVersion().toString()).as("Bundle-Version").isNotEqualTo("0.0.0");
    assertThat(bundle.getHeaders().get("Bundle-Name")).as("Bundle-Name").isNotBlank();
    assertThat(bundle.getHeaders().get("Bundle-Description")).as("Bundle-Description").isNotBlank();
  }

  @Test
  void it_imports_only_what_the_studio_shares_and_its_contributions_come() {
    start();
    assertThat(offered()).isEqualTo(contributions());
  }

  @Test
  void its_contributions_can_be_used() {
    start();
    tryAllOut();
  }

  private void tryAllOut() {
    for (ServiceReference<?> reference : references()) {
      Object service = framework.context().getService(reference);
      assertThat(service)
          .as("the service behind " + reference.getProperty("studio.name"))
          .isNotNull();
      assertThat(reference.getProperty("studio.name")).asString().matches("[a-z0-9][a-z0-9-]*");
      assertThat(reference.getProperty("studio.title")).as("title").asString().isNotBlank();
      tryOut(contribution(reference), service);
    }
  }

  private void tryOut(Contribution contribution, Object service) {
    Within.Ended ended =
        Within.run(
            "the use of " + contribution.name(),
            () -> {
              Thread.currentThread()
                  .setContextClassLoader(bundle.adapt(BundleWiring.class).getClassLoader());
              use(contribution, service);
              return contribution;
            });
    if (ended.thrown() instanceof AssertionError failed) {
      throw failed;
    }
    if (ended.thrown() != null) {
      fail(contribution.name() + " cannot be used inside the framework", ended.thrown());
    }
  }

  @Test
  void the_schemas_it_names_parse() {
    start();
    for (ServiceReference<?> reference : references()) {
      for (String property : List.of("studio.settings", "studio.input")) {
        if (reference.getProperty(property) instanceof String path && !path.isEmpty()) {
          JsonLike.checkSchema(path, resource(path));
        }
      }
    }
  }

  @Test
  void stopping_it_takes_its_contributions_away() throws BundleException {
    start();
    bundle.stop();
    assertThat(offered()).isEmpty();
    start();
    assertThat(offered()).as("after a second start").isEqualTo(contributions());
    bundle.uninstall();
    assertThat(bundle.getState()).isEqualTo(Bundle.UNINSTALLED);
  }

  @Test
  void stopping_it_ends_its_threads() throws BundleException, InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    start();
    ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
    tryAllOut();
    bundle.stop();
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      Thread thread = each.getKey();
      if (!before.contains(thread)
          && (thread.getContextClassLoader() == loader || runs(each.getValue(), loader))) {
        assertThat(thread.join(Duration.ofSeconds(Within.SECONDS)))
            .as("the thread '%s' ends after its bundle, and keeps nothing of it", thread.getName())
            .isTrue();
      }
    }
  }

  private static boolean runs(StackTraceElement[] stack, ClassLoader loader) {
    return Stream.of(stack)
        .anyMatch(frame -> {
          try {
            return loader.loadClass(frame.getClassName()).getClassLoader() == loader;
          } catch (ClassNotFoundException e) {
            // Somebody else's: the test's, or the JDK's own.
            return false;
          }
        });
  }

  private void start() {
    try {
      bundle.start();
    } catch (BundleException e) {
      fail(
          "It does not start where plugin-api, jspecify and the JDK are all there is to import: "
              + e.getMessage(),
          e);
    }
  }

  private Set<Contribution> offered() {
    Set<Contribution> offered = new HashSet<>();
    for (ServiceReference<?> reference : references()) {
      offered.add(contribution(reference));
    }
    return offered;
  }

  private static Contribution contribution(ServiceReference<?> reference) {
    if (reference.getProperty("studio.failure") instanceof String why) {
      fail(why);
    }
    List<String> types = List.of((String[]) reference.getProperty("objectClass"));
    String name = String.valueOf(reference.getProperty("studio.name"));
    return KINDS.stream()
        .filter(kind -> types.contains(kind.getName()))
        .map(kind -> new Contribution(kind, name))
        .findFirst()
        .orElseGet(() -> fail(name + " is " + types + "; expected one of " + KINDS));
  }

  private List<ServiceReference<?>> references() {
    ServiceReference<?>[] found = bundle.getRegisteredServices();
    return found == null ? List.of() : List.of(found);
  }

  private String resource(String path) {
    URL url = bundle.getEntry(path);
    if (url == null) {
      return fail("It names the schema '" + path + "', which is not in it");
    }
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return fail(path + " could not be read", e);
    }
  }
}
