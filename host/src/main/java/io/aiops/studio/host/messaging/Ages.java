package io.aiops.studio.host.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the first message of each priority waits. A queue must be opened to see it, so that of
 * many in which something waits only some are looked into at a time, in turn; of the others is told
 * what was seen last.
 */
final class Ages {

  private static final Logger LOG = LoggerFactory.getLogger(Ages.class);
  private static final int AT_ONCE = 32;
  private static final int HIGHEST = 9;

  /** When the first of each priority came, in milliseconds since 1970; seen longest ago first. */
  private final Map<SimpleString, Map<Integer, Long>> seen = new LinkedHashMap<>();

  /**
   * Of each that was looked into, now or before.
   *
   * @param waiting queues in which something waits
   */
  synchronized Map<SimpleString, Map<Integer, Duration>> of(
      ClientSession session, Collection<SimpleString> waiting) throws ActiveMQException {
    seen.keySet().retainAll(Set.copyOf(waiting));
    List<SimpleString> turn = new ArrayList<>();
    waiting.stream().filter(queue -> !seen.containsKey(queue)).forEach(turn::add);
    turn.addAll(seen.keySet());
    for (SimpleString queue : turn.subList(0, Math.min(AT_ONCE, turn.size()))) {
      Map<Integer, Long> firsts = firsts(session, queue);
      seen.remove(queue);
      if (firsts != null) {
        seen.put(queue, firsts);
      }
    }
    Map<SimpleString, Map<Integer, Duration>> ages = new HashMap<>();
    seen.forEach((queue, firsts) -> ages.put(queue, ages(firsts)));
    return ages;
  }

  /** Of one, now; null if the broker does not let us look into it. */
  static @Nullable Map<Integer, Duration> of(ClientSession session, SimpleString queue)
      throws ActiveMQException {
    Map<Integer, Long> firsts = firsts(session, queue);
    return firsts == null ? null : ages(firsts);
  }

  private static Map<Integer, Duration> ages(Map<Integer, Long> firsts) {
    long now = System.currentTimeMillis();
    Map<Integer, Duration> ages = new HashMap<>();
    firsts.forEach((priority, at) -> ages.put(priority, Duration.ofMillis(Math.max(0, now - at))));
    return ages;
  }

  /**
   * Looks at the first message of each priority that waits, from the highest down. The broker's own
   * figure is of the one it hands over next, which in front of starved ones is the youngest.
   */
  private static @Nullable Map<Integer, Long> firsts(ClientSession session, SimpleString queue)
      throws ActiveMQException {
    session.start();
    Map<Integer, Long> firsts = new HashMap<>();
    int below = HIGHEST + 1;
    try {
      while (below > 0) {
        ClientMessage first = first(session, queue, below);
        if (first == null) {
          return firsts;
        }
        below = first.getPriority();
        firsts.put(below, first.getTimestamp());
      }
      return firsts;
    } catch (ActiveMQSecurityException e) {
      LOG.debug("The broker does not let us look into {}", queue, e);
      return null;
    }
  }

  private static @Nullable ClientMessage first(ClientSession session, SimpleString queue, int below)
      throws ActiveMQException {
    SimpleString filter = SimpleString.of("AMQPriority < " + below);
    // Without a window: else it would be sent all that its window holds.
    try (ClientConsumer browser = session.createConsumer(queue, filter, 0, -1, true)) {
      return browser.receiveImmediate();
    }
  }
}
