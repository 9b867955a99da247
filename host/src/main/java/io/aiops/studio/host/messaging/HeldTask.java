package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task that was taken and is not settled yet, with every message that brought it: the engine may
 * send one a second time, and a broker that was lost and found brings it again.
 *
 * @param <M> what brings it: the broker's message
 */
final class HeldTask<M> {

  private final String key;
  private final List<M> messages = new ArrayList<>(1);
  private @Nullable Optional<Command.Outcome> outcome;
  private volatile boolean begun;
  private boolean waiting;
  private boolean settled;
  private long toldAt;

  HeldTask(String key, M message) {
    this(key);
    messages.add(message);
  }

  private HeldTask(String key) {
    this.key = key;
  }

  /** There is nothing to settle with it: it wakes whoever waits for one. */
  static <M> HeldTask<M> none() {
    return new HeldTask<>("");
  }

  String key() {
    return key;
  }

  /** It has its turn. */
  void begins() {
    begun = true;
  }

  boolean begun() {
    return begun;
  }

  /**
   * The task came again.
   *
   * @return {@code SETTLED} if this one is over; {@code TELL} if its outcome is there and must be
   *     told once more
   */
  synchronized Again again(M message) {
    if (settled) {
      return Again.SETTLED;
    }
    messages.add(message);
    return outcome != null && startsWaiting() ? Again.TELL : Again.KEPT;
  }

  /** What to do with a task that came again. */
  enum Again {
    KEPT,
    TELL,
    SETTLED
  }

  /**
   * @return true if it must be queued to be told
   */
  synchronized boolean finished(Optional<Command.Outcome> with) {
    outcome = with;
    return startsWaiting();
  }

  private boolean startsWaiting() {
    boolean first = !waiting;
    waiting = true;
    return first;
  }

  /** Its session is lost, and its messages with it. Whether its outcome is known. */
  synchronized boolean orphaned() {
    messages.clear();
    return outcome != null;
  }

  synchronized Optional<Command.Outcome> outcome() {
    return outcome == null ? Optional.empty() : outcome;
  }

  /** The messages to acknowledge together with telling the outcome. */
  synchronized List<M> taken(long now) {
    List<M> taken = List.copyOf(messages);
    messages.clear();
    waiting = false;
    toldAt = taken.isEmpty() ? now : 0;
    return taken;
  }

  /**
   * The outcome and the acknowledgements are committed.
   *
   * @return true if that was all; false if it came again meanwhile, or its message is still to come
   */
  synchronized boolean over() {
    settled = messages.isEmpty() && toldAt == 0;
    return settled;
  }

  /** Told without a message to acknowledge, and longer ago than that. */
  synchronized boolean toldBefore(long nanos) {
    return toldAt != 0 && toldAt - nanos < 0;
  }
}
