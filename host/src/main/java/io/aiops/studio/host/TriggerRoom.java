package io.aiops.studio.host;

import io.aiops.studio.host.engine.Executions;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsOutsideQueue;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.persistence.JdbiFiringStore;
import io.aiops.studio.host.persistence.JdbiTriggerStore;
import io.aiops.studio.host.trigger.TriggerParts;
import java.util.Locale;

/** What starts executions by itself. */
final class TriggerRoom {

  private TriggerRoom() {}

  static TriggerParts open(
      Ground ground,
      DefinitionRoom definitions,
      EventRoom events,
      Executions executions,
      Members members) {
    TriggerParts triggers =
        new TriggerParts(
            new TriggerParts.Needs(
                new JdbiTriggerStore(ground.database()),
                new JdbiFiringStore(ground.database()),
                executions,
                events.log(),
                definitions.store(),
                members::standing,
                definitions.expressions(),
                ground.secrets(),
                ground.audit(),
                (cause, outcome, count) ->
                    events.metrics().fired(cause.name().toLowerCase(Locale.ROOT), outcome, count),
                ground.clock()));
    events.hub().listen(triggers.ends()::appended);
    if (ground.is(NodeRole.ENGINE)) {
      ground.keep(triggers.run(ground.keep(outside(ground.config()))));
    }
    return triggers;
  }

  private static JmsOutsideQueue outside(StudioConfig config) {
    String url = config.brokerUrl();
    return url == null
        ? new JmsOutsideQueue(EmbeddedBroker.URL, "", "")
        : new JmsOutsideQueue(url, config.brokerUser(), config.brokerPassword());
  }
}
