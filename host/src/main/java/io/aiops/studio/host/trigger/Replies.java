package io.aiops.studio.host.trigger;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trigger.FiringStore.Owed;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends outcomes to who asked for them, again until the broker has taken each. */
final class Replies {

  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int BATCH = 50;

  private final FiringStore firings;
  private final Endings endings;
  private final OutsideQueue queue;
  private final Clock clock;

  Replies(FiringStore firings, Endings endings, OutsideQueue queue, Clock clock) {
    this.firings = firings;
    this.endings = endings;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * @return whether there may be more to send
   * @throws UnavailableException if the broker is away; what is owed stays owed
   */
  boolean send() {
    int sent = 0;
    for (Owed owed : firings.takeReplies(clock.instant(), LEASE, BATCH)) {
      String problem = queue.reply(owed.to(), "firing-" + owed.id(), outcome(owed));
      if (problem != null) {
        LOG.warn("The outcome of firing {} is not sent: {}", owed.id(), problem);
      }
      firings.replied(owed.id(), problem);
      sent++;
    }
    return sent == BATCH;
  }

  private Map<String, @Nullable Object> outcome(Owed owed) {
    UUID execution = owed.executionId();
    if (execution != null) {
      return endings.of(execution);
    }
    Map<String, @Nullable Object> refused = new LinkedHashMap<>();
    refused.put("status", "REFUSED");
    refused.put("reason", owed.reason());
    return refused;
  }
}
