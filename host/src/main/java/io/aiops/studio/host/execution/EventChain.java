package io.aiops.studio.host.execution;

import io.aiops.studio.host.execution.ExecutionStore.Line;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Links each event of a log to all before it: {@code SHA-256(previous hash, sequence, type, 0, at
 * in microseconds, payload)}, numbers as eight bytes big-endian, texts in UTF-8. Before the first
 * stands the execution's id, sixteen bytes. Not thread-safe: it keeps its digest.
 */
public final class EventChain {

  private static final MessageDigest FRESH = fresh();

  private final MessageDigest digest;
  private final byte[] number = new byte[Long.BYTES];

  public EventChain() {
    try {
      // Looking for a provider takes longer than hashing an event.
      this.digest = (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own SHA-256 can be cloned", e);
    }
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** What stands before the first event of an execution. */
  public static Hash root(UUID executionId) {
    return Hash.of(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(executionId.getMostSignificantBits())
            .putLong(executionId.getLeastSignificantBits())
            .array());
  }

  public Hash next(Hash previous, long sequence, String type, Instant at, String payload) {
    digest.update(previous.bytes());
    update(sequence);
    digest.update(type.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    update(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    digest.update(payload.getBytes(StandardCharsets.UTF_8));
    return Hash.of(digest.digest());
  }

  /** Events as they are to be stored, from a place on, after an event with that hash. */
  List<Line> seal(Hash previous, long first, Instant at, List<Event> events) {
    List<Line> lines = new ArrayList<>(events.size());
    Hash hash = previous;
    long place = first;
    for (Event event : events) {
      String type = EventCodec.type(event);
      String payload = EventCodec.write(event);
      hash = next(hash, place, type, at, payload);
      lines.add(new Line(place++, at, type, payload, hash));
    }
    return lines;
  }

  private void update(long value) {
    ByteBuffer.wrap(number).putLong(value);
    digest.update(number);
  }
}
