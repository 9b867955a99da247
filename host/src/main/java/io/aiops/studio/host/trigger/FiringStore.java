package io.aiops.studio.host.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps firings: what is owed, and what became of it. Each key is there once. */
public interface FiringStore {

  /**
   * @param key unique in all of the studio: the trigger and the occasion; the execution starts
   *     under it
   * @param inputs null: made from the trigger when it starts
   * @param userId who it acts as; null for the trigger's own
   * @param reply where the outcome is to be sent; null for nowhere
   */
  record New(
      UUID workspaceId,
      UUID triggerId,
      String key,
      Firing.Cause cause,
      @Nullable Instant scheduledAt,
      Instant raisedAt,
      Firing.Status status,
      @Nullable String reason,
      @Nullable Map<String, @Nullable Object> inputs,
      @Nullable UUID userId,
      @Nullable ReplyTo reply) {}

  /**
   * Where an outcome is sent.
   *
   * @param queue its name on the broker
   * @param correlation what the sender knows its request by
   */
  record ReplyTo(String queue, String correlation) {}

  /**
   * A firing that shall start.
   *
   * @param sourceId the execution whose end raised it; null for other causes
   * @param tries how often somebody has tried, this time included
   */
  record Open(
      UUID workspaceId,
      UUID triggerId,
      String key,
      Firing firing,
      @Nullable Map<String, @Nullable Object> inputs,
      @Nullable UUID userId,
      @Nullable UUID sourceId,
      int tries) {}

  /**
   * An outcome that somebody waits for.
   *
   * @param executionId null if none was started
   * @param reason why not, or null
   */
  record Owed(
      long id,
      UUID workspaceId,
      ReplyTo to,
      @Nullable UUID executionId,
      @Nullable String reason,
      int tries) {}

  /**
   * Records it, or gives the one that has the key. A failed one with the key is opened again, with
   * the new inputs.
   *
   * @param lease how long it is left to the caller to start it
   */
  Open raise(New firing, Duration lease);

  /**
   * Records those whose keys are new.
   *
   * @return how many were
   */
  int raiseAll(List<New> firings);

  /**
   * Records those whose keys are new, and opens those again that failed or were skipped, as what is
   * given now. What is due or has started stays as it is.
   *
   * @return how many will fire that else would not
   */
  int makeUp(List<New> firings);

  /** Takes due firings for as long as {@code lease}; nobody else gets them until then. */
  List<Open> take(Instant now, Duration lease, int limit);

  /**
   * Keeps what it starts with: a second try starts with the same.
   *
   * @return what is kept, which an earlier try may have set
   */
  Map<String, @Nullable Object> pin(long id, Map<String, @Nullable Object> inputs);

  void started(long id, UUID executionId);

  /** Ends it without an execution. */
  void ended(long id, Firing.Status status, String reason);

  /** Newest first, ids below {@code before}. */
  List<Firing> list(UUID workspaceId, UUID triggerId, long before, int limit);

  Optional<Firing> byKey(UUID workspaceId, String key);

  /** Takes replies whose execution has ended, or that never had one, for as long as the lease. */
  List<Owed> takeReplies(Instant now, Duration lease, int limit);

  /** It was sent, or {@code why} it never will be. */
  void replied(long id, @Nullable String why);
}
