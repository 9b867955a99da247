package io.aiops.studio.host;

import io.aiops.studio.host.engine.SignalGate;
import io.aiops.studio.host.file.Files;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.Nodes;
import io.aiops.studio.host.node.Silent;
import io.aiops.studio.host.persistence.JdbiExecutionRows;
import io.aiops.studio.host.query.ExecutionReader;
import io.aiops.studio.host.query.QueueReader;
import io.aiops.studio.host.query.QueueViews;
import io.aiops.studio.host.trigger.TriggerParts;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running studio: puts the rooms together, and takes their parts apart in the reverse order. It
 * and its rooms are the one place that knows them all.
 */
public final class Assembly implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

  private final Parts parts = new Parts();
  private final Foundation foundation;
  private final Studio studio;

  private Assembly(StudioConfig config, Clock clock) {
    try {
      Ground ground = Ground.lay(config, clock, parts);
      TrustRoom trust = TrustRoom.open(ground);
      this.foundation =
          new Foundation(
              ground.database(),
              ground.secrets(),
              ground.audit(),
              trust.store(),
              trust.verifier(),
              config.plugins(),
              clock);
      this.studio = build(ground, trust);
    } catch (RuntimeException e) {
      parts.close();
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
        : Arrival.within(config.patience(), () -> new Assembly(config, clock));
  }

  public Studio studio() {
    return studio;
  }

  /** What parts of other modules are built on. */
  public Foundation foundation() {
    return foundation;
  }

  private Studio build(Ground ground, TrustRoom trust) {
    StudioConfig config = ground.config();
    Clock clock = ground.clock();
    ArtemisTaskQueue queue = ground.queue();
    PeopleRoom people = PeopleRoom.open(ground);
    PluginRoom plugins = PluginRoom.open(ground, trust);
    trust.watch(ground, plugins);
    Nodes nodes = plugins.nodes();
    DefinitionRoom definitions = DefinitionRoom.open(ground, plugins.catalog());
    EventRoom events = EventRoom.open(ground, plugins);
    WorkerRoom worker = WorkerRoom.open(ground, plugins, definitions, events);
    events.meetNeighbours(ground, nodes);
    EngineRoom engine = EngineRoom.open(ground, definitions, events);

    Path data = ground.folder().path();
    new FirstStart(
            data, config.node(), people.bootstrap(), people.people(), definitions.workflows())
        .run();
    engine.grantor().run();
    engine.serve(ground, definitions, events, worker.leases());
    worker.serve(ground, nodes, definitions.validator());
    // Closed now, before those it was opened before: nothing new is taken while they go away.
    parts.keep(queue);
    TriggerParts triggers =
        TriggerRoom.open(ground, definitions, events, engine.executions(), people.members());
    UpkeepRoom upkeep =
        UpkeepRoom.open(ground, definitions, events, worker.leases(), people.members());

    PartsHealth health =
        new PartsHealth(
            ground.database(),
            queue,
            plugins.plugins(),
            upkeep.repair(),
            () -> !ground.is(NodeRole.ENGINE) || queue.handsCommands(),
            () -> worker.worker().silent().size(),
            clock);
    JdbiExecutionRows rows = new JdbiExecutionRows(ground.database());
    QueueReader queues =
        new QueueReader(
            queue::counts,
            rows,
            engine.places(),
            workspace -> nodes.silent(workspace).stream().map(Assembly::view).toList(),
            definitions.definitions()::get,
            clock);
    SelfCheck selfCheck =
        new StudioCheck(
            health, queues, nodes, engine.deadLetters(), upkeep.forgotten(), data, clock);
    parts.keep(nodes::leaving);
    nodes.up();
    LOG.info("Node {} is up; its data is in {}", nodes.name(), data);
    return new Studio(
        definitions.workflows(),
        engine.executions(),
        new SignalGate(events.log(), queue::send, ground.audit()),
        upkeep.approvals(),
        new ExecutionReader(rows, events.log(), definitions.store(), events.hub()),
        queues,
        engine.deadLetters(),
        engine.grantor(),
        upkeep.retentions(),
        events.hub(),
        new Files(worker.files(), clock),
        plugins.plugins(),
        plugins.grants(),
        trust.publishers(),
        PluginTrust.service(trust.gate(), plugins.plugins()),
        trust.revocations(),
        plugins.connections(),
        people.people(),
        triggers.service(),
        triggers.hooks(),
        health,
        selfCheck,
        nodes,
        events.metrics());
  }

  private static QueueViews.Silent view(Silent.At at) {
    return new QueueViews.Silent(at.node(), at.silent().what(), at.silent().until());
  }

  @Override
  public void close() {
    parts.close();
  }
}
