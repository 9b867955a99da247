package io.aiops.studio.host.event;

import io.aiops.studio.host.identity.Caller;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells watchers that something happened; what happened they read with the query. Nothing is queued
 * for a watcher that is slow: it is told again, later, with a higher sequence.
 */
public interface EventFeed {

  /**
   * @param executionId which execution moved
   * @param lastSequence its newest event
   * @param terminal true if it has ended
   * @param step path of the step a progress message is about; empty if events were appended
   * @param progress the message; empty if events were appended
   */
  record Notice(
      UUID executionId, long lastSequence, boolean terminal, String step, String progress) {

    /** Notices were lost on their way from another node: look for yourself what has changed. */
    public static final Notice MISSED = new Notice(new UUID(0, 0), 0, false, "", "");
  }

  /** Ends the watching. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Called from the engine's threads: return at once, throw nothing.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such execution
   */
  Subscription watch(Caller caller, UUID executionId, Consumer<Notice> watcher);

  /** All executions of the caller's workspace. */
  Subscription watchAll(Caller caller, Consumer<Notice> watcher);
}
