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
   * A call by what it asks, not by its place: an agent that calls from several threads does so in
   * another order the next time, and one that asks something else is not given an old answer.
   *
   * @param step path of the step
   * @param requestHash of what was asked
   * @param occurrence 1, 2, 3 … of the answers that the attempt got to the same question
   */
  record Key(
      UUID workspaceId,
      UUID executionId,
      String step,
      int attempt,
      String requestHash,
      int occurrence) {

    /** The same, of another attempt. */
    public Key of(int other) {
      return new Key(workspaceId, executionId, step, other, requestHash, occurrence);
    }
  }

  /**
   * @param result JSON text
   * @param record as it goes into the event
   */
  record Entry(String result, CallRecord record) {}

  default Optional<Entry> find(Key key) {
    return find(key, key.attempt());
  }

  /**
   * The newest that the attempt, or one of those before it, has under the key.
   *
   * @param since the first attempt that is looked at
   */
  Optional<Entry> find(Key key, int since);

  /**
   * Keeps the first entry under a key.
   *
   * @return what is kept: who comes second, such as a worker that stood still while another did its
   *     task, goes on with what the first was answered, and asks nothing that nobody asked
   */
  Entry write(Key key, Entry entry);
}
