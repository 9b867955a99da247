package io.aiops.studio.host.plugin;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.PluginStore.Stored;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installed plugins: brings them up at start, and changes them while everything runs. One
 * change at a time; looking up is never in the way of it.
 */
public final class Plugins implements PluginService, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration LOOK_NOW = Duration.ofSeconds(3);

  private final PluginStore store;
  private final Audit audit;
  private final Clock clock;
  private final OsgiFramework framework;
  private final Registry registry = new Registry();
  private final Serving serving;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-plugins").daemon().factory());
  private volatile List<String> behind = List.of();

  private Plugins(PluginStore store, OsgiFramework framework, Audit audit, Clock clock) {
    this.store = store;
    this.framework = framework;
    this.serving = new Serving(framework.context(), registry);
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Starts the framework and every enabled plugin. One that fails is shown as failed; it never
   * keeps the studio from starting.
   *
   * @param cache a folder of its own
   * @param shipped folder of the jars that came with the studio
   */
  public static Plugins start(
      PluginStore store, Path cache, Path shipped, Audit audit, Clock clock) {
    Plugins plugins = new Plugins(store, OsgiFramework.start(cache), audit, clock);
    try {
      ShippedPlugins.take(shipped, store, clock.instant());
      store.list().stream().filter(Stored::enabled).forEach(plugins::bringUp);
    } catch (RuntimeException e) {
      plugins.close();
      throw e;
    }
    plugins.registry.onMiss(plugins::lookNow);
    plugins.thread.scheduleWithFixedDelay(
        plugins::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    return plugins;
  }

  public PluginRegistry registry() {
    return registry;
  }

  List<String> bundles() {
    return framework.plugins();
  }

  public boolean running() {
    return framework.active();
  }

  /** Plugins that do not serve here as the store has them, as of the last look. */
  public List<String> behind() {
    return behind;
  }

  private void look() {
    try {
      converge();
    } catch (UnavailableException e) {
      LOG.warn("{} Changes of plugins on other nodes are seen later.", e.getMessage());
    } catch (RuntimeException e) {
      // A schedule that throws is never run again.
      LOG.error("The look for changed plugins failed; the next comes by itself", e);
    }
  }

  /** Somebody asked for what is not here: perhaps another node has just installed it. */
  private void lookNow() {
    try {
      thread.submit(this::look).get(LOOK_NOW.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | RejectedExecutionException e) {
      LOG.debug("No look for changed plugins now: a change is under way, or this is the end", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A look lets nothing escape", e);
    }
  }

  /** Makes what serves here what the store says: another node may have changed it. */
  synchronized void converge() {
    Map<String, Stored> wanted = new TreeMap<>();
    store.list().stream().filter(Stored::enabled).forEach(p -> wanted.put(p.name(), p));
    behind = serving.behind(wanted);
    for (String name : serving.names()) {
      if (!wanted.containsKey(name)) {
        LOG.info("Plugin {} was disabled or removed on another node and stops serving", name);
        serving.deactivate(name);
      }
    }
    for (Stored plugin : wanted.values()) {
      if (!serving.tried(plugin)) {
        LOG.info("Plugin {} {} was changed on another node", plugin.name(), plugin.version());
        bringUp(plugin);
      }
    }
    serving.forgetFailuresBut(wanted.keySet());
    behind = serving.behind(wanted);
  }

  private void bringUp(Stored plugin) {
    try {
      serving.activate(load(plugin), () -> {});
    } catch (InvalidException e) {
      LOG.error("Plugin {} does not start: {}", plugin.name(), e.getMessage());
      serving.fail(plugin, String.valueOf(e.getMessage()));
    } catch (NotFoundException e) {
      LOG.info("Plugin {} was removed before it could be loaded", plugin.name());
    }
  }

  private PluginJar load(Stored plugin) {
    byte[] bytes =
        store.jar(plugin.name()).orElseThrow(() -> new NotFoundException("plugin", plugin.name()));
    return PluginJar.read(plugin.name(), new ByteArrayInputStream(bytes));
  }

  @Override
  public synchronized List<PluginView> list(Caller caller) {
    caller.require(Permission.VIEW);
    List<PluginView> views = new ArrayList<>();
    store.list().forEach(stored -> views.add(serving.view(stored)));
    return views;
  }

  @Override
  public synchronized PluginView install(Caller caller, String fileName, InputStream in) {
    caller.require(Permission.ADMINISTER);
    PluginJar jar = PluginJar.read(fileName, in);
    Optional<Stored> before = find(jar.name());
    if (before.isPresent()) {
      int order = jar.version().compareTo(Version.parseVersion(before.get().version()));
      if (order < 0 || (order == 0 && before.get().sha256().equals(jar.sha256()))) {
        throw new ConflictException(
            jar.name()
                + " "
                + before.get().version()
                + " is installed; "
                + jar.version()
                + " is not newer. Remove it first to go back. Nothing was changed.");
      }
    }
    Stored stored = Stored.of(jar, true, false, clock.instant(), caller.userName());
    serving.activate(jar, () -> store.save(stored, jar.bytes()));
    audit.record(
        caller,
        "plugin.install",
        jar.name(),
        Map.of("version", jar.version().toString(), "sha256", jar.sha256(), "file", fileName));
    return serving.view(stored);
  }

  @Override
  public synchronized PluginView enable(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    Stored plugin = get(name);
    if (serving.has(name)) {
      store.enable(name, true);
    } else {
      serving.activate(load(plugin), () -> store.enable(name, true));
    }
    audit.record(caller, "plugin.enable", name, Map.of());
    return serving.view(get(name));
  }

  @Override
  public synchronized PluginView disable(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    get(name);
    store.enable(name, false);
    serving.deactivate(name);
    serving.forgetFailure(name);
    audit.record(caller, "plugin.disable", name, Map.of());
    return serving.view(get(name));
  }

  @Override
  public synchronized void remove(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    if (get(name).shipped()) {
      throw new ConflictException(
          "'" + name + "' came with the studio and would be back at the next start: disable it.");
    }
    store.remove(name);
    serving.deactivate(name);
    serving.forgetFailure(name);
    audit.record(caller, "plugin.remove", name, Map.of());
  }

  @Override
  public List<Contribution> contributions(Caller caller) {
    caller.require(Permission.VIEW);
    return registry.contributions().stream()
        .sorted(Comparator.comparing(Contribution::kind).thenComparing(Contribution::name))
        .toList();
  }

  private Optional<Stored> find(String name) {
    return store.list().stream().filter(stored -> stored.name().equals(name)).findFirst();
  }

  private Stored get(String name) {
    return find(name).orElseThrow(() -> new NotFoundException("plugin", name));
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
    framework.close();
  }
}
