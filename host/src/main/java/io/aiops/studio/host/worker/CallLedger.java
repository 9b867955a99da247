package io.aiops.studio.host.worker;

import io.aiops.studio.host.execution.CallRecord;
import java.util.Optional;
import java.util.UUID;

/**
 * What models and tools answered, written down before anybody uses it. A task that comes again
 * after a crash, and an attempt after one that was interrupted, read their calls here instead of
 * making them, and paying for them, a second time.
 */
public interface CallLedger {

  /**
   * @param step path of the step
   * @param call 1, 2, 3 … in the order the attempt makes them
   */
  record Key(UUID workspaceId, UUID executionId, String step, int attempt, int call) {}

  /**
   * @param requestHash of what was asked: an agent that asks something else this time is not given
   *     the old answer
   * @param result JSON text
   * @param record as it goes into the event
   */
  record Entry(String requestHash, String result, CallRecord record) {}

  Optional<Entry> find(Key key);

  /** Keeps the first entry under a key; a second one is ignored. */
  void write(Key key, Entry entry);
}
