package io.aiops.studio.host.execution;

import io.aiops.studio.host.execution.ExecutionStore.Line;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a log is as it was written.
 *
 * @param events how many were found to be, from the first
 * @param hash of the last of those
 * @param firstBad sequence of the first that is not; null if all are
 * @param problem what is wrong with it; null if nothing is
 */
public record Verification(
    long events, Hash hash, @Nullable Long firstBad, @Nullable String problem) {

  /**
   * Reads the log and computes its hashes again.
   *
   * @param lastSequence how many events it must have at least, as its execution's row says
   */
  public static Verification of(ExecutionStore store, UUID executionId, long lastSequence) {
    EventChain chain = new EventChain();
    Hash hash = EventChain.root(executionId);
    long sequence = 0;
    for (Log log = new Log(store, executionId); log.hasNext(); ) {
      Line line = log.next();
      if (line.sequence() != sequence + 1) {
        return bad(sequence, hash, "event " + (sequence + 1) + " is missing");
      }
      Hash next = chain.next(hash, line.sequence(), line.type(), line.at(), line.payload());
      if (!next.equals(line.hash())) {
        return bad(
            sequence,
            hash,
            "event %d (%s) has the hash '%s'; expected %s: it, or its hash, was changed"
                .formatted(line.sequence(), line.type(), line.hash(), next));
      }
      hash = next;
      sequence++;
    }
    if (sequence < lastSequence) {
      return bad(
          sequence,
          hash,
          "the log ends with event %d; expected %d events".formatted(sequence, lastSequence));
    }
    return new Verification(sequence, hash, null, null);
  }

  private static Verification bad(long good, Hash hash, String problem) {
    return new Verification(good, hash, good + 1, problem);
  }
}
