package io.aiops.studio.host;

import io.aiops.studio.host.definition.WorkflowValidator;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.Nodes;
import io.aiops.studio.host.node.Silent;
import io.aiops.studio.host.persistence.JdbcCallLedger;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiFileStore;
import io.aiops.studio.host.worker.LeaseKeeper;
import io.aiops.studio.host.worker.PlanCheck;
import io.aiops.studio.host.worker.TaskWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What runs tasks. */
record WorkerRoom(JdbiFileStore files, JdbcLeases leases, TaskWorker worker) {

  static WorkerRoom open(
      Ground ground, PluginRoom plugins, DefinitionRoom definitions, EventRoom events) {
    JdbiFileStore files = new JdbiFileStore(ground.database());
    JdbcLeases leases = new JdbcLeases(ground.database());
    TaskWorker worker =
        ground.keep(
            new TaskWorker(
                plugins.plugins().registry(),
                plugins.connections(),
                files,
                ground.keep(new JdbcCallLedger(ground.database())),
                new LeaseKeeper(leases, plugins.nodes().id()),
                definitions.expressions(),
                events.hub(),
                ground.clock(),
                ground.config().workers() + 1_000,
                ground.config().brokerUrl() == null));
    plugins
        .nodes()
        .tellSilent(() ->
            worker.silent().stream()
                .map(open -> new Silent(open.workspaceId(), open.what(), open.until()))
                .toList());
    if (ground.is(NodeRole.WORKER)) {
      plugins.nodes().tellPools(() -> pools(ground.config(), worker));
    }
    stopWithExecutions(worker, events.hub());
    return new WorkerRoom(files, leases, worker);
  }

  private static void stopWithExecutions(TaskWorker worker, EventHub hub) {
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
  }

  private static List<Node.Pool> pools(StudioConfig config, TaskWorker worker) {
    Map<String, Integer> atWork = worker.atWork();
    return config.pools().stream()
        .sorted()
        .map(pool -> new Node.Pool(pool, atWork.getOrDefault(pool, 0)))
        .toList();
  }

  /** Takes tasks from now on, if this node does. */
  void serve(Ground ground, Nodes nodes, WorkflowValidator validator) {
    StudioConfig config = ground.config();
    if (config.brokerUrl() != null) {
      SharedLanes lanes =
          new SharedLanes(ground.database(), ground.queue(), nodes::pools, ground.clock());
      lanes.exchange();
      ground.keep(
          new Repair(
              () -> {
                lanes.exchange();
                return 0;
              },
              Duration.ofSeconds(1)));
    }
    if (ground.is(NodeRole.WORKER)) {
      ground.queue().serve(new PlanCheck(worker, validator), config.workers(), config.pools());
    }
  }
}
