package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.problem.NotFoundException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The installed plugins: brings them up at start, and changes them while everything runs. One
 * change at a time; looking up is never in the way of it.
 */
public final class Plugins implements PluginService, AutoCloseable {

  private static final int MOST_HISTORY = 1_000;

  private final PluginStore store;
  private final OsgiFramework framework;
  private final PluginLogs logs;
  private final Registry registry = new Registry();
  private final Retired retired;
  private final Serving serving;
  private final Swaps swaps;
  private final Planner planner;
  private final Changes changes;
  private final Pins pins;
  private final JarJudge judge;

  private Plugins(
      PluginStore store,
      JarJudge judge,
      Grants grants,
      OsgiFramework framework,
      DryRun dryRun,
      SeparateProcesses processes,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.framework = framework;
    this.retired = new Retired(clock);
    this.logs = new PluginLogs(clock);
    Starter starter = new Starter(framework, processes, grants, logs, clock);
    this.serving = new Serving(starter, registry, retired, clock);
    this.swaps = new Swaps(store, judge, serving, clock);
    this.pins = new Pins(store, swaps::set, starter, swaps::jar, retired, clock);
    this.judge = judge;
    this.planner = new Planner(store, judge, grants, serving, dryRun, clock);
    this.changes = new Changes(store, planner, judge, grants, serving, swaps, audit, clock);
  }

  /** Starts it with no place for those that are not trusted. */
  public static Plugins start(
      PluginStore store,
      JarJudge judge,
      Grants grants,
      Path cache,
      Path shipped,
      Audit audit,
      Clock clock) {
    return start(store, judge, grants, SeparateProcesses.none(), cache, shipped, audit, clock);
  }

  /**
   * Starts the framework and every enabled plugin. One that fails is shown as failed; it never
   * keeps the studio from starting.
   *
   * @param judge looks at each jar before it is loaded
   * @param grants what plugins may have
   * @param processes for those that are not trusted
   * @param cache a folder of its own
   * @param shipped folder of the jars that came with the studio
   */
  public static Plugins start(
      PluginStore store,
      JarJudge judge,
      Grants grants,
      SeparateProcesses processes,
      Path cache,
      Path shipped,
      Audit audit,
      Clock clock) {
    Plugins plugins =
        new Plugins(
            store,
            judge,
            grants,
            OsgiFramework.start(cache.resolve("running")),
            new DryRun(cache.resolve("dry")),
            processes,
            audit,
            clock);
    try {
      new ShippedPlugins(store, judge, grants, clock.instant()).take(shipped);
      plugins.swaps.converge();
    } catch (RuntimeException e) {
      plugins.close();
      throw e;
    }
    plugins.registry.onMiss(plugins.swaps::lookNow);
    plugins.registry.pins(plugins.pins);
    plugins.swaps.watch(plugins::besides);
    return plugins;
  }

  /** Done now and then. */
  private void besides() {
    pins.tidy();
    serving.endHanging();
    retired.remains().look();
    logs.tidy(swaps.set().entries().stream().map(Entry::name).collect(Collectors.toSet()));
  }

  public PluginRegistry registry() {
    return registry;
  }

  List<String> bundles() {
    return framework.plugins();
  }

  /** Class loaders of unloaded plugins that are still there. */
  int loaders() {
    return retired.loaders();
  }

  void converge() {
    swaps.converge();
  }

  public boolean running() {
    return framework.active();
  }

  /** Plugins that do not serve here as the newest set has them, as of the last look. */
  public List<String> behind() {
    return swaps.behind();
  }

  /** How each plugin of the set stands on this node, and of which version that set is. */
  public List<PluginHere> here() {
    return swaps.here();
  }

  /** The last lines of each plugin that wrote any on this node and is not forgotten, by name. */
  public Map<String, PluginLog.Kept> logs() {
    return logs.kept();
  }

  /** The version of the set that this node has followed. */
  public long setVersion() {
    return swaps.set().version();
  }

  /** Who wants to know that the plugins of this node have changed; returns at once. */
  public void tell(Runnable whenChanged) {
    swaps.tell(whenChanged);
  }

  /** From then on plans say what relies on plugins. */
  public void relying(Reliance who) {
    planner.relying(who);
  }

  @Override
  public List<PluginView> list(Caller caller) {
    caller.require(Permission.VIEW);
    return store.current().entries().stream().map(serving::view).toList();
  }

  @Override
  public Plan plan(Caller caller, PluginChange change) {
    return changes.plan(caller, change);
  }

  @Override
  public PluginSet apply(Caller caller, PluginChange change, String token) {
    return changes.apply(caller, change, token);
  }

  @Override
  public PluginSet apply(Caller caller, PluginChange change, Set<String> agreed, Runnable also) {
    return changes.apply(caller, change, agreed, also);
  }

  @Override
  public PluginView install(
      Caller caller,
      String fileName,
      InputStream in,
      @Nullable String consent,
      @Nullable Isolation isolation) {
    return changes.install(caller, fileName, in, consent, isolation);
  }

  @Override
  public PluginView isolate(Caller caller, String name, Isolation level, @Nullable String consent) {
    return changes.isolate(caller, name, level, consent);
  }

  @Override
  public PluginView enable(Caller caller, String name) {
    return changes.enable(caller, name);
  }

  @Override
  public PluginView disable(Caller caller, String name) {
    return changes.disable(caller, name);
  }

  @Override
  public void remove(Caller caller, String name) {
    changes.remove(caller, name);
  }

  @Override
  public PluginSet rollBack(Caller caller, long version, String why) {
    return changes.rollBack(caller, version, why);
  }

  @Override
  public PluginSet rollBack(Caller caller, String name, long set, String why) {
    return changes.rollBack(caller, name, set, why);
  }

  @Override
  public List<KeptVersion> versions(Caller caller, String name) {
    caller.require(Permission.VIEW);
    return store.versions(store.current().get(name).name());
  }

  /** Stops, on every node, what serves and must not any more. */
  public void enforce() {
    changes.enforce();
    pins.enforce(judge);
  }

  /** As the newest set has it. */
  public Optional<Entry> entry(String name) {
    return store.current().find(name);
  }

  /** The bytes of one that is or was in a set. */
  public Optional<byte[]> jar(String sha256) {
    return store.jar(sha256);
  }

  @Override
  public List<PluginSet.Made> history(Caller caller, int most) {
    caller.require(Permission.VIEW);
    return store.history(Math.clamp(most, 1, MOST_HISTORY));
  }

  @Override
  public PluginSet set(Caller caller, long version) {
    caller.require(Permission.VIEW);
    return store.kept(version);
  }

  @Override
  public byte[] jar(Caller caller, String name) {
    caller.requireStudio();
    return store
        .jar(store.current().get(name).sha256())
        .orElseThrow(() -> new NotFoundException("plugin", name));
  }

  @Override
  public List<Contribution> contributions(Caller caller) {
    caller.require(Permission.VIEW);
    return registry.contributions().stream()
        .sorted(Comparator.comparing(Contribution::kind).thenComparing(Contribution::name))
        .toList();
  }

  @Override
  public void close() {
    swaps.close();
    framework.close();
    logs.close();
  }
}
