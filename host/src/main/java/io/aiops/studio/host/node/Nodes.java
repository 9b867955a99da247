package io.aiops.studio.host.node;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.node.Node.State;
import io.aiops.studio.host.node.NodeStore.Beat;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node among the others: says every two seconds that it is here, and knows who else is. What
 * it knows of the others may be as old as one beat.
 */
public final class Nodes implements NodeService, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Duration BURIED_AFTER = Duration.ofHours(1);

  /** Who a node is, for as long as it runs. */
  public record Self(
      UUID id, UUID seat, String name, Set<NodeRole> roles, Node.Broker broker, int workers) {
    public Self {
      roles = Set.copyOf(roles);
    }
  }

  private final NodeStore store;
  private final Self self;
  private final Supplier<List<String>> pluginsBehind;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-node").daemon().factory());
  private final Runnable beating = Vital.again("The sign of life", this::beat);
  private volatile State state = State.JOINING;
  private volatile List<Node> known = List.of();
  private volatile Supplier<List<Silent>> silent = List::of;
  private volatile Supplier<List<Node.Pool>> pools = List::of;
  private volatile Supplier<NodePlugins> plugins = () -> NodePlugins.UNKNOWN;
  private volatile Supplier<Map<String, NodeLog>> logs = Map::of;
  private final ToldLogs told;
  private boolean silenced;

  private Nodes(NodeStore store, Self self, Supplier<List<String>> pluginsBehind) {
    this.store = store;
    this.self = self;
    this.pluginsBehind = pluginsBehind;
    this.told = new ToldLogs(store, self.id());
  }

  /**
   * Takes its place among the nodes.
   *
   * @param pluginsBehind plugins that do not serve here as they should
   * @throws IllegalStateException if another node works with other messages than this one would
   */
  public static Nodes join(NodeStore store, Self self, Supplier<List<String>> pluginsBehind) {
    Nodes nodes = new Nodes(store, self, pluginsBehind);
    try {
      store.takeSeat(self.seat(), self.id());
      for (Node other : store.list()) {
        nodes.refuseSplit(other);
      }
      nodes.sayHere();
    } catch (RuntimeException e) {
      nodes.thread.shutdownNow();
      throw e;
    }
    nodes.thread.scheduleWithFixedDelay(
        nodes.beating, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    return nodes;
  }

  /** Two nodes on one database that do not share the broker would never hear of each other. */
  private void refuseSplit(Node other) {
    if (other.alive()
        && !other.id().equals(self.id())
        && (other.broker() == Node.Broker.EMBEDDED || self.broker() == Node.Broker.EMBEDDED)) {
      throw new IllegalStateException(
          "node '"
              + other.name()
              + "' already works on this database, with "
              + (other.broker() == Node.Broker.EMBEDDED ? "its embedded broker" : "a shared broker")
              + ", and this one has "
              + (self.broker() == Node.Broker.EMBEDDED ? "its embedded broker" : "a shared broker")
              + "; nodes that share a database must share a broker: give all of them the same"
              + " STUDIO_BROKER_URL. If that node is gone for good, start again in "
              + Node.DEAD_AFTER.toSeconds()
              + " s.");
    }
  }

  public UUID id() {
    return self.id();
  }

  @Override
  public Set<NodeRole> roles() {
    return self.roles();
  }

  public String name() {
    return self.name();
  }

  /** Whether other nodes were alive at the last beat. */
  public boolean alone() {
    return known.stream().noneMatch(node -> node.alive() && !node.id().equals(self.id()));
  }

  /** How many nodes are in which state, as of the last beat. */
  public Map<State, Integer> count() {
    Map<State, Integer> count = new EnumMap<>(State.class);
    for (State each : State.values()) {
      count.put(each, 0);
    }
    known.forEach(node -> count.merge(node.state(), 1, Integer::sum));
    return count;
  }

  /** What nodes serve, this one included, as of the last beat. */
  public Set<String> pools() {
    return known.stream()
        .flatMap(node -> node.pools().stream())
        .map(Node.Pool::name)
        .collect(Collectors.toSet());
  }

  /** Tells the others what does not answer here. */
  public void tellSilent(Supplier<List<Silent>> what) {
    silent = what;
  }

  /** Tells the others which pools are served here, and what of them runs. */
  public void tellPools(Supplier<List<Node.Pool>> what) {
    pools = what;
  }

  /** Tells the others how the plugins stand here. */
  public void tellPlugins(Supplier<NodePlugins> how) {
    plugins = how;
  }

  /** Tells the others what plugins write here, by the plugins' names. */
  public void tellLogs(Supplier<Map<String, NodeLog>> what) {
    logs = what;
  }

  /** Says so at once, since something has changed. */
  public void beatSoon() {
    try {
      thread.execute(beating);
    } catch (RejectedExecutionException e) {
      LOG.debug("No sign of life any more: this node leaves", e);
    }
  }

  /** What of a workspace does not answer which node that is alive. */
  public List<Silent.At> silent(UUID workspaceId) {
    return store.silent(workspaceId);
  }

  /** It takes work from now on. */
  public void up() {
    state = State.UP;
    thread.execute(beating);
  }

  /** It takes no new work. */
  public void leaving() {
    state = State.LEAVING;
    thread.execute(beating);
  }

  private void beat() {
    try {
      sayHere();
      if (silenced) {
        LOG.info("The other nodes hear of this one again");
      }
      silenced = false;
    } catch (UnavailableException e) {
      if (!silenced) {
        LOG.warn(
            "The database does not take this node's sign of life: {} Tried again every {} s; the"
                + " others count it as dead after {} s.",
            e.getMessage(),
            BEAT.toSeconds(),
            Node.DEAD_AFTER.toSeconds());
      }
      silenced = true;
    }
  }

  private void sayHere() {
    store.beat(
        new Beat(
            self.id(),
            self.seat(),
            self.name(),
            self.roles(),
            state,
            self.broker(),
            self.workers(),
            pools.get(),
            pluginsBehind.get(),
            plugins.get(),
            silent.get().stream().limit(NodeStore.MOST_SILENT).toList()));
    told.tell(logs.get());
    store.bury(BURIED_AFTER);
    List<Node> now = store.list();
    now.forEach(this::notice);
    known = now;
  }

  private void notice(Node node) {
    State before =
        known.stream()
            .filter(old -> old.id().equals(node.id()))
            .map(Node::state)
            .findFirst()
            .orElse(State.LEFT);
    if (before == node.state() || node.id().equals(self.id()) || known.isEmpty()) {
      return;
    }
    if (node.state() == State.DEAD) {
      LOG.warn(
          "Node '{}' has been silent for {} s and counts as dead; others take over its work",
          node.name(),
          node.silence().toSeconds());
    } else {
      LOG.info("Node '{}' is {}", node.name(), node.state());
    }
  }

  @Override
  public List<Node> list(Caller caller) {
    caller.require(Permission.VIEW);
    return store.list();
  }

  @Override
  public List<NodePlugins.At> plugins(Caller caller) {
    caller.require(Permission.VIEW);
    return store.plugins();
  }

  @Override
  public List<NodeLog.At> log(Caller caller, String plugin) {
    caller.require(Permission.ADMINISTER);
    return store.log(caller.workspaceId(), plugin).stream()
        .map(at ->
            new NodeLog.At(
                at.node(),
                at.lines().stream()
                    .filter(line -> caller.mayAdministerStudio() || line.workspaceId() != null)
                    .toList()))
        .filter(at -> !at.lines().isEmpty())
        .toList();
  }

  /** Says goodbye, if the database takes it; else the others find out. */
  @Override
  public void close() {
    thread.shutdownNow();
    state = State.LEFT;
    try {
      sayHere();
    } catch (UnavailableException e) {
      LOG.warn("No goodbye: {} The others will count this node as dead.", e.getMessage());
    }
  }
}
