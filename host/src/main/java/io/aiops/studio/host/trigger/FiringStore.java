package io.aiops.studio.host.trigger;

import io.aiops.studio.host.problem.InvalidException;
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
   * @param body hash of what came; null for what did not come from outside
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
      @Nullable ReplyTo reply,
      @Nullable String body) {

    public New(
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
        @Nullable ReplyTo reply) {
      this(
          workspaceId,
          triggerId,
          key,
          cause,
          scheduledAt,
          raisedAt,
          status,
          reason,
          inputs,
          userId,
          reply,
          null);
    }

    /**
     * Where firings are removed nobody can tell any more which of their times have fired.
     *
     * @param to the last time of this trigger whose firing was removed; null if none was
     * @throws InvalidException if this is such a time
     */
    public void refuseIfForgotten(@Nullable Instant to) {
      if (to != null && scheduledAt != null && !scheduledAt.isAfter(to)) {
        throw new InvalidException(
            "from",
            "the range has the time "
                + scheduledAt
                + "; firings up to "
                + to
                + " were removed, so that it may have fired before; expected later times");
      }
    }
  }

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
   * @param body hash of what came; null if nothing did, or if that was before it was kept
   */
  record Open(
      UUID workspaceId,
      UUID triggerId,
      String key,
      Firing firing,
      @Nullable Map<String, @Nullable Object> inputs,
      @Nullable UUID userId,
      @Nullable UUID sourceId,
      int tries,
      @Nullable String body) {}

  /**
   * An outcome that somebody waits for.
   *
   * @param id the firing's
   * @param name of this outcome, in all of the studio: a firing that is raised again has another
   * @param executionId null if none was started
   * @param reason why not, or null
   * @param refused how often the broker has not taken it
   */
  record Owed(
      long id,
      String name,
      UUID workspaceId,
      ReplyTo to,
      @Nullable UUID executionId,
      @Nullable String reason,
      int refused) {}

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
   * @throws InvalidException if one of them is for a time up to which firings that had started were
   *     removed; nothing is changed then
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

  /** As it is, with what it starts with. */
  Optional<Open> open(UUID workspaceId, String key);

  /** Takes replies whose execution has ended, or that never had one, for as long as the lease. */
  List<Owed> takeReplies(Instant now, Duration lease, int limit);

  /**
   * It was sent, or {@code why} it never will be. Changes nothing if another outcome is owed by
   * now.
   */
  void replied(Owed owed, @Nullable String why);

  /** The broker did not take it; it is owed as before. */
  void refused(Owed owed);

  /**
   * Removes the oldest firings of the workspace that nobody has tried since before then, and that
   * nothing needs: they are not due, nobody waits for their outcome, and what they started is no
   * longer kept.
   *
   * @return how many were removed; 0 if there are no more
   */
  int forget(UUID workspaceId, Instant triedBefore, int most);
}
