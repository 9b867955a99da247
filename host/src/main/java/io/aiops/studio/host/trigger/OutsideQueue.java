package io.aiops.studio.host.trigger;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queue on which programs outside put messages for triggers. */
public interface OutsideQueue extends AutoCloseable {

  /** In bytes; what is longer is refused. */
  int LONGEST_BODY = 1024 * 1024;

  /**
   * A message.
   *
   * @param id the same for every delivery of it
   * @param trigger the id of the trigger it names; null if it names none
   * @param workflow what its sender takes that to start; null if it does not say
   * @param body null if it is neither text nor bytes
   * @param reply where its outcome goes; null for nowhere
   * @param problem what of it could not be read, for which it is refused; null if all could
   */
  record Message(
      String id,
      @Nullable String trigger,
      @Nullable String workflow,
      byte @Nullable [] body,
      @Nullable ReplyTo reply,
      @Nullable String problem) {
    @Override
    public String toString() {
      return "Message[" + id + "]";
    }
  }

  /** The problem of a body that is longer than it may be. */
  static InvalidException tooLong(long bytes) {
    return new InvalidException(
        "body", "has " + bytes + " bytes; expected at most " + LONGEST_BODY);
  }

  /**
   * What became of a message.
   *
   * @param refusal why it goes to the dead letters; null if it was taken
   * @param tell whether its sender is to be told of the refusal now; a firing that is recorded as
   *     failed tells by itself
   */
  record Receipt(@Nullable String refusal, boolean tell) {}

  /** Takes messages. What it has taken is durable when it returns. */
  @FunctionalInterface
  interface Receiver {

    /**
     * @throws io.aiops.studio.host.problem.UnavailableException if a part is away: give it again
     */
    Receipt receive(Message message);
  }

  /** Starts handing messages over; one is gone from the queue when it was taken or refused. */
  void serve(Receiver receiver);

  /**
   * Sends an outcome.
   *
   * @param id the same for every time it is sent, and of no other outcome
   * @return why it can never be sent; null if it was
   * @throws NotTakenException if the broker takes others, and this one perhaps later
   * @throws io.aiops.studio.host.problem.UnavailableException if the broker is away
   */
  @Nullable String reply(ReplyTo to, String id, Map<String, @Nullable Object> outcome);

  @Override
  void close();
}
