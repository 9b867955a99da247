package io.aiops.studio.host.trigger;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trigger.FiringStore.Owed;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Ten minutes, lease by lease. */
  static final int GIVE_UP_AFTER = 60;

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
    List<Owed> taken = firings.takeReplies(clock.instant(), LEASE, BATCH);
    taken.forEach(this::send);
    return taken.size() == BATCH;
  }

  private void send(Owed owed) {
    try {
      replied(owed, queue.reply(owed.to(), owed.name(), outcome(owed)));
    } catch (UnavailableException e) {
      throw e;
    } catch (NotTakenException e) {
      retry(owed, String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      retry(owed, "The studio failed to send it; its log tells why.", e);
    }
  }

  /** One that does not go stops none of the others. */
  private void retry(Owed owed, String why, RuntimeException e) {
    if (owed.refused() + 1 < GIVE_UP_AFTER) {
      LOG.warn("The outcome of firing {} is sent again in {}", owed.id(), LEASE, e);
      firings.refused(owed);
    } else {
      replied(owed, why);
    }
  }

  private void replied(Owed owed, @Nullable String problem) {
    if (problem != null) {
      LOG.warn("The outcome of firing {} is not sent: {}", owed.id(), problem);
    }
    firings.replied(owed, problem);
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
