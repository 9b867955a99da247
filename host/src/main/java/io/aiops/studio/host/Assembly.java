package io.aiops.studio.host;

import io.aiops.studio.host.approval.ApprovalPeople;
import io.aiops.studio.host.approval.Approvals;
import io.aiops.studio.host.connection.BuiltIn;
import io.aiops.studio.host.connection.Connections;
import io.aiops.studio.host.connection.PluginCatalog;
import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowService;
import io.aiops.studio.host.definition.WorkflowValidator;
import io.aiops.studio.host.engine.BuryingEngine;
import io.aiops.studio.host.engine.DeadLetters;
import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.engine.Executions;
import io.aiops.studio.host.engine.Forgotten;
import io.aiops.studio.host.engine.Grantor;
import io.aiops.studio.host.engine.Liveness;
import io.aiops.studio.host.engine.Promises;
import io.aiops.studio.host.engine.Replay;
import io.aiops.studio.host.engine.SignalGate;
import io.aiops.studio.host.engine.Sweeper;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.event.Outgoing;
import io.aiops.studio.host.file.Files;
import io.aiops.studio.host.identity.Bootstrap;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Passwords;
import io.aiops.studio.host.identity.People;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Standing;
import io.aiops.studio.host.messaging.ArtemisNeighbours;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsOutsideQueue;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.Nodes;
import io.aiops.studio.host.node.Silent;
import io.aiops.studio.host.observer.Metrics;
import io.aiops.studio.host.observer.PluginObservers;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.EmbeddedDatabase;
import io.aiops.studio.host.persistence.JdbcCallLedger;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiApprovalStore;
import io.aiops.studio.host.persistence.JdbiAuditLog;
import io.aiops.studio.host.persistence.JdbiConnectionStore;
import io.aiops.studio.host.persistence.JdbiDeadLetterStore;
import io.aiops.studio.host.persistence.JdbiExecutionRows;
import io.aiops.studio.host.persistence.JdbiFileStore;
import io.aiops.studio.host.persistence.JdbiFiringStore;
import io.aiops.studio.host.persistence.JdbiIdentityStore;
import io.aiops.studio.host.persistence.JdbiKeyWitness;
import io.aiops.studio.host.persistence.JdbiLimitStore;
import io.aiops.studio.host.persistence.JdbiNodeStore;
import io.aiops.studio.host.persistence.JdbiPlaceStore;
import io.aiops.studio.host.persistence.JdbiPluginStore;
import io.aiops.studio.host.persistence.JdbiRetentionStore;
import io.aiops.studio.host.persistence.JdbiSignInAttempts;
import io.aiops.studio.host.persistence.JdbiTriggerStore;
import io.aiops.studio.host.persistence.JdbiUnwatched;
import io.aiops.studio.host.persistence.JdbiWorkflowStore;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.query.ExecutionReader;
import io.aiops.studio.host.query.QueueReader;
import io.aiops.studio.host.query.QueueViews;
import io.aiops.studio.host.retention.Retentions;
import io.aiops.studio.host.trigger.TriggerParts;
import io.aiops.studio.host.worker.LeaseKeeper;
import io.aiops.studio.host.worker.PlanCheck;
import io.aiops.studio.host.worker.ProviderProbe;
import io.aiops.studio.host.worker.TaskWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running studio: puts the parts together, and takes them apart in the reverse order. The one
 * place that knows them all.
 */
public final class Assembly implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Studio studio;

  private Assembly(StudioConfig config, Clock clock) {
    try {
      this.studio = build(config, clock);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything; when this returns, executions run. A database or a broker that runs
   * elsewhere may come late, and may go away again in the middle: then it begins anew.
   */
  public static Assembly start(StudioConfig config) {
    Clock clock = Clock.systemUTC();
    return config.databaseUrl() == null && config.brokerUrl() == null
        ? new Assembly(config, clock)
        : Arrival.of(() -> new Assembly(config, clock));
  }

  public Studio studio() {
    return studio;
  }

  private Studio build(StudioConfig config, Clock clock) {
    DataFolder folder = keep(DataFolder.take(config.data()));
    Path data = folder.path();
    Database database = keep(database(config, data));
    ArtemisTaskQueue queue = queue(config, data, clock);
    Secrets secrets =
        Secrets.withKey(config.environment().get("STUDIO_MASTER_KEY"), data.resolve("master.key"));
    secrets.agree(new JdbiKeyWitness(database));

    JdbiAuditLog audit = new JdbiAuditLog(database, clock);
    JdbiIdentityStore people = new JdbiIdentityStore(database);
    Passwords passwords = new Passwords();
    People identity = new People(people, new JdbiSignInAttempts(database), audit, passwords, clock);

    Plugins plugins =
        keep(
            Plugins.start(
                new JdbiPluginStore(database),
                data.resolve("plugins"),
                config.plugins(),
                audit,
                clock));
    Nodes nodes =
        keep(Nodes.join(new JdbiNodeStore(database), self(config, folder.seat()), plugins::behind));
    ProviderProbe probe = keep(new ProviderProbe(plugins.registry(), clock));
    JdbiConnectionStore connectionStore = new JdbiConnectionStore(database);
    Connections connections =
        new Connections(
            connectionStore,
            plugins.registry(),
            secrets,
            BuiltIn.from(config.environment(), folder(config.shared()).toString()),
            probe,
            audit,
            clock);

    Expressions expressions = new Expressions();
    JdbiWorkflowStore workflowStore = new JdbiWorkflowStore(database);
    WorkflowValidator validator =
        new WorkflowValidator(
            expressions, new PluginCatalog(plugins.registry(), connections, connectionStore));
    WorkflowService workflows = new WorkflowService(workflowStore, validator, audit, clock);

    JdbcExecutionStore executionStore = new JdbcExecutionStore(database);
    EventHub hub = new EventHub(executionStore);
    Metrics metrics = keep(new Metrics(queue::depths));
    metrics.watchNodes(nodes::count);
    hub.listen(metrics::count);
    hub.listen(keep(new PluginObservers(plugins.registry()))::offer);
    Definitions definitions = new Definitions(workflowStore);
    JdbiFileStore files = new JdbiFileStore(database);
    JdbcLeases leases = new JdbcLeases(database);
    TaskWorker worker =
        keep(
            new TaskWorker(
                plugins.registry(),
                connections,
                files,
                keep(new JdbcCallLedger(database)),
                new LeaseKeeper(leases, nodes.id()),
                expressions,
                hub,
                clock,
                config.workers() + 1_000));
    nodes.tellSilent(() ->
        worker.silent().stream()
            .map(open -> new Silent(open.workspaceId(), open.what(), open.until()))
            .toList());
    hub.listen(append -> {
      if (append.state().status().terminal()) {
        worker.stop(append.state().id());
      }
    });
    hub.listenElsewhere(notice -> {
      if (notice.terminal()) {
        worker.stop(notice.executionId());
      }
    });
    if (config.brokerUrl() != null) {
      ArtemisNeighbours neighbours =
          keep(
              new ArtemisNeighbours(
                  config.brokerUrl(), config.brokerUser(), config.brokerPassword(), nodes.id()));
      hub.connect(neighbours, keep(new Outgoing(neighbours, nodes::alone)));
    }
    JdbiPlaceStore places = new JdbiPlaceStore(database);
    Grantor grantor =
        keep(
            new Grantor(
                new JdbiLimitStore(database), places, queue::post, audit, config.executions()));
    hub.listen(grantor::appended);
    Executions executions =
        keep(
            new Executions(
                executionStore,
                workflowStore,
                definitions,
                new Replay(expressions),
                queue,
                audit,
                grantor::bounded,
                clock));

    new FirstStart(
            data,
            config.node(),
            new Bootstrap(people, passwords, audit, clock),
            identity,
            workflows)
        .run();
    grantor.run();
    DeadLetters deadLetters =
        new DeadLetters(
            new JdbiDeadLetterStore(database), executionStore, queue::send, audit, clock);
    if (config.roles().contains(NodeRole.ENGINE)) {
      queue.serve(
          new BuryingEngine(
              new Engine(
                  executionStore,
                  definitions,
                  expressions,
                  hub,
                  clock,
                  config.cachedExecutions(),
                  new Liveness(leases, queue::counts, queue.begun(), clock)),
              deadLetters));
    }
    if (config.roles().contains(NodeRole.WORKER)) {
      queue.serve(new PlanCheck(worker, validator), config.workers(), config.pools());
    }
    // Closed first, so that nothing new is taken while the parts it needs go away.
    keep(queue);
    TriggerParts triggers =
        new TriggerParts(
            new TriggerParts.Needs(
                new JdbiTriggerStore(database),
                new JdbiFiringStore(database),
                executions,
                executionStore,
                workflowStore,
                (user, workspace) -> people.standing(user, workspace).map(Assembly::runner),
                expressions,
                secrets,
                audit,
                (cause, outcome, count) ->
                    metrics.fired(cause.name().toLowerCase(Locale.ROOT), outcome, count),
                clock));
    hub.listen(triggers.ends()::appended);
    if (config.roles().contains(NodeRole.ENGINE)) {
      keep(triggers.run(keep(outside(config))));
    }
    Approvals approvals =
        new Approvals(
            new JdbiApprovalStore(database),
            new Members(people),
            queue::send,
            secrets.derive("approval links"),
            audit,
            clock);
    Sweeper sweeper = new Sweeper(executionStore, leases, queue, clock);
    Promises promises = new Promises(executionStore, queue, clock);
    Repair repair =
        keep(
            new Repair(
                () -> sweeper.sweep() + approvals.repair() + promises.keep(),
                Duration.ofSeconds(5)));
    Retentions retentions = new Retentions(new JdbiRetentionStore(database), audit, clock);
    keep(new Repair(retentions::sweep, Duration.ofMinutes(10)));
    PartsHealth health = new PartsHealth(database, queue, plugins, repair);
    JdbiExecutionRows rows = new JdbiExecutionRows(database);
    QueueReader queues =
        new QueueReader(
            queue::counts,
            rows,
            places,
            workspace -> nodes.silent(workspace).stream().map(Assembly::view).toList(),
            definitions::get,
            clock);
    SelfCheck selfCheck =
        new StudioCheck(
            health,
            queues,
            nodes,
            deadLetters,
            new Forgotten(new JdbiUnwatched(database), executionStore, definitions, clock),
            data,
            clock);
    keep(nodes::leaving);
    nodes.up();
    LOG.info("Node {} is up; its data is in {}", nodes.name(), data);
    return new Studio(
        workflows,
        executions,
        new SignalGate(executionStore, queue::send, audit),
        approvals,
        new ExecutionReader(rows, executionStore, workflowStore, hub),
        queues,
        deadLetters,
        grantor,
        retentions,
        hub,
        new Files(files, clock),
        plugins,
        connections,
        identity,
        triggers.service(),
        triggers.hooks(),
        health,
        selfCheck,
        nodes,
        metrics);
  }

  private static QueueViews.Silent view(Silent.At at) {
    return new QueueViews.Silent(at.node(), at.silent().what(), at.silent().until());
  }

  /** Whom one can ask. */
  private record Members(JdbiIdentityStore people) implements ApprovalPeople {
    @Override
    public boolean member(UUID workspaceId, String userName) {
      return people
          .person(userName)
          .flatMap(person -> people.standing(person.id(), workspaceId))
          .isPresent();
    }

    @Override
    public Optional<Caller> standing(UUID userId, UUID workspaceId) {
      return people.standing(userId, workspaceId).map(Assembly::runner);
    }
  }

  /** A trigger may do for a person what they may do themselves, and no more than run. */
  private static Caller runner(Standing standing) {
    return new Caller(
        standing.userId(),
        standing.userName(),
        standing.workspaceId(),
        standing.role(),
        Set.of(Permission.VIEW, Permission.RUN),
        standing.sessionEpoch());
  }

  private static Nodes.Self self(StudioConfig config, UUID seat) {
    return new Nodes.Self(
        UUID.randomUUID(),
        seat,
        config.node(),
        config.roles(),
        config.brokerUrl() == null ? Node.Broker.EMBEDDED : Node.Broker.SHARED,
        config.roles().contains(NodeRole.WORKER) ? config.workers() : 0);
  }

  private Database database(StudioConfig config, Path data) {
    String url = config.databaseUrl();
    if (url != null) {
      return Arrival.of(() -> Database.open(url, config.databaseUser(), config.databasePassword()));
    }
    Path folder = data.resolve("database");
    Path program = config.postgres() != null ? config.postgres() : folder.resolve("program");
    EmbeddedDatabase embedded = keep(EmbeddedDatabase.start(folder, program));
    return Database.open(embedded.url("postgres"), embedded.user(), embedded.password());
  }

  private ArtemisTaskQueue queue(StudioConfig config, Path data, Clock clock) {
    String url = config.brokerUrl();
    if (url == null) {
      return new ArtemisTaskQueue(
          keep(EmbeddedBroker.start(folder(data.resolve("broker")))), clock);
    }
    return Arrival.of(
        () -> new ArtemisTaskQueue(url, config.brokerUser(), config.brokerPassword(), clock));
  }

  private static JmsOutsideQueue outside(StudioConfig config) {
    String url = config.brokerUrl();
    return url == null
        ? new JmsOutsideQueue(EmbeddedBroker.URL, "", "")
        : new JmsOutsideQueue(url, config.brokerUser(), config.brokerPassword());
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  private static Path folder(Path path) {
    try {
      return java.nio.file.Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + path + " cannot be made", e);
    }
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        // AutoCloseable declares Exception. One part that does not close must not keep the others.
        LOG.error("{} did not close", part.getClass().getSimpleName(), e);
      }
    }
  }
}
