package io.aiops.studio.host;

import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.event.Outgoing;
import io.aiops.studio.host.messaging.ArtemisNeighbours;
import io.aiops.studio.host.node.Nodes;
import io.aiops.studio.host.observer.Metrics;
import io.aiops.studio.host.observer.PluginObservers;
import io.aiops.studio.host.persistence.JdbcExecutionStore;

/** The log of all executions, and who is told that one moved. */
record EventRoom(JdbcExecutionStore log, EventHub hub, Metrics metrics) {

  static EventRoom open(Ground ground, PluginRoom plugins) {
    JdbcExecutionStore log = new JdbcExecutionStore(ground.database());
    EventHub hub = new EventHub(log);
    Metrics metrics = ground.keep(new Metrics(ground.queue()::depths));
    metrics.watchNodes(plugins.nodes()::count);
    hub.listen(metrics::count);
    hub.listen(ground.keep(new PluginObservers(plugins.plugins().registry()))::offer);
    return new EventRoom(log, hub, metrics);
  }

  /** With a broker of its own process a node is alone. */
  void meetNeighbours(Ground ground, Nodes nodes) {
    StudioConfig config = ground.config();
    if (config.brokerUrl() != null) {
      ArtemisNeighbours neighbours =
          ground.keep(
              new ArtemisNeighbours(
                  config.brokerUrl(), config.brokerUser(), config.brokerPassword(), nodes.id()));
      hub.connect(neighbours, ground.keep(new Outgoing(neighbours, nodes::alone)));
    }
  }
}
