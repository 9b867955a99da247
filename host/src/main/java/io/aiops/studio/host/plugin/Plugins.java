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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installed plugins: brings them up at start, and changes them while everything runs. One
 * change at a time; looking up is never in the way of it.
 */
public final class Plugins implements PluginService, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);
  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration LOOK_NOW = Duration.ofSeconds(3);
  private static final String STUDIO = "studio";

  private final PluginStore store;
  private final Audit audit;
  private final Clock clock;
  private final OsgiFramework framework;
  private final Registry registry = new Registry();
  private final Map<String, Activation> active = new HashMap<>();
  private final Map<String, String> failed = new HashMap<>();

  /** The sha256 of what serves here, and of what did not start here, by plugin. */
  private final Map<String, String> serving = new HashMap<>();

  private final Map<String, String> refused = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-plugins").daemon().factory());
  private volatile List<String> behind = List.of();

  private Plugins(PluginStore store, OsgiFramework framework, Audit audit, Clock clock) {
    this.store = store;
    this.framework = framework;
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
    plugins.takeShipped(shipped);
    store.list().stream().filter(Stored::enabled).forEach(plugins::bringUp);
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

  private void takeShipped(Path folder) {
    if (!Files.isDirectory(folder)) {
      LOG.warn("No shipped plugins: {} is no folder", folder);
      return;
    }
    Map<String, Stored> known = new HashMap<>();
    store.list().forEach(stored -> known.put(stored.name(), stored));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          PluginJar jar = PluginJar.read(String.valueOf(file.getFileName()), in);
          Stored before = known.get(jar.name());
          boolean own = before == null || before.shipped();
          if (own && (before == null || !before.sha256().equals(jar.sha256()))) {
            store.save(stored(jar, before == null || before.enabled(), true, STUDIO), jar.bytes());
          }
        } catch (InvalidException e) {
          LOG.error("The shipped plugin {} cannot be used: {}", file, e.getMessage());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The shipped plugins in " + folder + " cannot be read", e);
    }
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
    behind = behind(wanted);
    for (String name : List.copyOf(active.keySet())) {
      if (!wanted.containsKey(name)) {
        LOG.info("Plugin {} was disabled or removed on another node and stops serving", name);
        deactivate(name);
      }
    }
    for (Stored plugin : wanted.values()) {
      if (!plugin.sha256().equals(serving.get(plugin.name()))
          && !plugin.sha256().equals(refused.get(plugin.name()))) {
        LOG.info("Plugin {} {} was changed on another node", plugin.name(), plugin.version());
        bringUp(plugin);
      }
    }
    failed.keySet().retainAll(wanted.keySet());
    refused.keySet().retainAll(wanted.keySet());
    behind = behind(wanted);
  }

  private List<String> behind(Map<String, Stored> wanted) {
    Set<String> names = new TreeSet<>();
    wanted.forEach((name, plugin) -> {
      if (!plugin.sha256().equals(serving.get(name))) {
        names.add(name);
      }
    });
    active.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(names::add);
    return List.copyOf(names);
  }

  private void bringUp(Stored plugin) {
    try {
      activate(load(plugin), () -> {});
    } catch (InvalidException e) {
      LOG.error("Plugin {} does not start: {}", plugin.name(), e.getMessage());
      failed.put(plugin.name(), String.valueOf(e.getMessage()));
      refused.put(plugin.name(), plugin.sha256());
    } catch (NotFoundException e) {
      LOG.info("Plugin {} was removed before it could be loaded", plugin.name());
    }
  }

  private PluginJar load(Stored plugin) {
    byte[] bytes =
        store.jar(plugin.name()).orElseThrow(() -> new NotFoundException("plugin", plugin.name()));
    return PluginJar.read(plugin.name(), new ByteArrayInputStream(bytes));
  }

  /**
   * Starts it beside the one of the same name, and puts it in its place. Drains the old one.
   *
   * @param keep writes it down, once it is known to work and before it serves
   */
  private void activate(PluginJar jar, Runnable keep) {
    Activation old = active.get(jar.name());
    Activation next = Activation.start(framework.context(), jar);
    List<Provider> outgoing = old == null ? List.of() : old.providers();
    Optional<Contribution> conflict = registry.conflict(next.providers(), outgoing);
    if (conflict.isPresent()) {
      next.stop(Duration.ZERO);
      throw new InvalidException(
          jar.name(),
          "offers the "
              + conflict.get().kind().name().toLowerCase(Locale.ROOT)
              + " '"
              + conflict.get().name()
              + "', which another plugin offers already. Disable that one first, or rename this."
              + " Nothing was changed.");
    }
    try {
      keep.run();
    } catch (RuntimeException e) {
      next.stop(Duration.ZERO);
      throw e;
    }
    registry.swap(next.providers(), outgoing);
    active.put(jar.name(), next);
    serving.put(jar.name(), jar.sha256());
    failed.remove(jar.name());
    refused.remove(jar.name());
    if (old != null) {
      old.stop(DRAIN);
    }
  }

  private void deactivate(String name) {
    Activation old = active.remove(name);
    serving.remove(name);
    if (old != null) {
      registry.swap(List.of(), old.providers());
      old.stop(DRAIN);
    }
  }

  @Override
  public synchronized List<PluginView> list(Caller caller) {
    caller.require(Permission.VIEW);
    List<PluginView> views = new ArrayList<>();
    store.list().forEach(stored -> views.add(view(stored)));
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
    Stored stored = stored(jar, true, false, caller.userName());
    activate(jar, () -> store.save(stored, jar.bytes()));
    audit.record(
        caller,
        "plugin.install",
        jar.name(),
        Map.of("version", jar.version().toString(), "sha256", jar.sha256(), "file", fileName));
    return view(stored);
  }

  @Override
  public synchronized PluginView enable(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    Stored plugin = get(name);
    if (active.containsKey(name)) {
      store.enable(name, true);
    } else {
      activate(load(plugin), () -> store.enable(name, true));
    }
    audit.record(caller, "plugin.enable", name, Map.of());
    return view(get(name));
  }

  @Override
  public synchronized PluginView disable(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    get(name);
    store.enable(name, false);
    deactivate(name);
    failed.remove(name);
    audit.record(caller, "plugin.disable", name, Map.of());
    return view(get(name));
  }

  @Override
  public synchronized void remove(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    if (get(name).shipped()) {
      throw new ConflictException(
          "'" + name + "' came with the studio and would be back at the next start: disable it.");
    }
    store.remove(name);
    deactivate(name);
    failed.remove(name);
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

  private Stored stored(PluginJar jar, boolean enabled, boolean shipped, String by) {
    return new Stored(
        jar.name(),
        jar.version().toString(),
        jar.title(),
        jar.description(),
        jar.sha256(),
        enabled,
        shipped,
        clock.instant(),
        by);
  }

  private PluginView view(Stored stored) {
    Activation activation = active.get(stored.name());
    PluginView.State state =
        activation != null
            ? PluginView.State.ACTIVE
            : stored.enabled() ? PluginView.State.FAILED : PluginView.State.DISABLED;
    return new PluginView(
        stored.name(),
        stored.version(),
        stored.title(),
        stored.description(),
        state,
        failed.get(stored.name()),
        stored.shipped(),
        stored.sha256(),
        stored.installedAt(),
        stored.installedBy(),
        activation == null
            ? List.of()
            : activation.providers().stream().map(Provider::contribution).toList());
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
    framework.close();
  }
}
