package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.TaskQueue.Worker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;

/**
 * The worker's end of the task queue without threads and broker, for simulations: {@link
 * TasksInHand} is the real one.
 *
 * @param <M> what brings a task
 */
public final class TaskSide<M extends TaskSide.Message> {

  /** A task the broker brings. */
  public interface Message extends TasksInHand.Message {}

  /**
   * What brings tasks.
   *
   * @param <M> what brings a task
   */
  public interface Session<M> {

    /**
     * @return false if the session is lost: then nothing was acknowledged, and nothing sent, or
     *     nobody knows
     */
    boolean commit(List<M> acknowledged, List<Outcome> outcomes);
  }

  private final TasksInHand<M> hand;
  private final Session<M> session;

  public TaskSide(
      Worker worker,
      EngineSide<?> engine,
      int concurrency,
      Clock clock,
      LongSupplier nanos,
      Session<M> session) {
    this.hand = new TasksInHand<>(worker, engine.near(), concurrency, clock, nanos, () -> false);
    this.session = session;
  }

  public void take(M message) {
    hand.take(message);
  }

  public void lost() {
    hand.lost();
  }

  public void doubt() {
    hand.doubt();
  }

  /**
   * What a lost session left goes out by this one.
   *
   * @return false if it is lost too
   */
  public boolean settleOrphans() {
    try {
      hand.settleOrphans(new Gathered());
      return true;
    } catch (ActiveMQException e) {
      return false;
    }
  }

  /**
   * Settles what has ended.
   *
   * @return false if nothing has
   */
  public boolean settle(int most) {
    try {
      HeldTask<M> first = hand.ended(0);
      if (first == null) {
        return false;
      }
      hand.settle(first, most, new Gathered());
      return true;
    } catch (ActiveMQException e) {
      // Whoever has the session knows, and settles what it left.
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError("nobody waits", e);
    }
  }

  /** Adds up what is done in one transaction. */
  private final class Gathered implements TasksInHand.Settling<M> {
    private final List<M> acknowledged = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    @Override
    public void send(Outcome outcome) {
      outcomes.add(outcome);
    }

    @Override
    public void acknowledge(M message) {
      acknowledged.add(message);
    }

    @Override
    public void commit() throws ActiveMQException {
      if (!session.commit(acknowledged, outcomes)) {
        throw new ActiveMQException("the session is lost");
      }
    }
  }
}
