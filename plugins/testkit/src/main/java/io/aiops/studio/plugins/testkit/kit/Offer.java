package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.WorkflowObserver;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing a started plugin offers.
 *
 * @param settings its schema; empty if it has none
 * @param input its schema; empty if it has none
 */
record Offer(
    Kind kind,
    String name,
    String title,
    Map<String, @Nullable Object> settings,
    Map<String, @Nullable Object> input,
    Object service) {

  /** What it is offered as. */
  enum Kind {
    AGENT("agent", Agent.class),
    MODEL("model", ModelProvider.class),
    CONNECTOR("connector", Connector.class),
    OBSERVER("observer", WorkflowObserver.class);

    final String word;
    final Class<?> type;

    Kind(String word, Class<?> type) {
      this.word = word;
      this.type = type;
    }
  }

  /** As samples name it. */
  String key() {
    return kind.word + ":" + name;
  }

  Connector connector() {
    return (Connector) service;
  }
}
