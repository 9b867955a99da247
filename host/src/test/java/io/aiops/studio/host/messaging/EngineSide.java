package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;

/**
 * The engine's end of the task queue without threads and broker, for simulations: {@link Decisions}
 * and {@link NearEngine} are the real ones.
 *
 * @param <M> what the broker brings
 */
public final class EngineSide<M extends EngineSide.Message> {

  /** A command the broker brings. */
  public interface Message extends Arrival {}

  /**
   * What brings messages.
   *
   * @param <M> what the broker brings
   */
  public interface Session<M> {

    /**
     * @return false if the session is lost: then nothing was taken, and nothing sent
     */
    boolean commit(List<M> taken, Sends sends);

    /** All that was not committed comes again. */
    void rollback();
  }

  private final NearEngine near = new NearEngine();
  private final Decisions<M> decisions;

  public EngineSide(TaskQueue.Engine engine, Class<M> messages, Session<M> session) {
    this.decisions = new Decisions<>(engine, messages, new Gathered(session), () -> {});
  }

  NearEngine near() {
    return near;
  }

  /** From now on it can be told without a message. */
  public void open() {
    near.open();
  }

  /**
   * @return false if it cannot be told now
   */
  public boolean tell(Command command, Consumer<Boolean> done) {
    return near.tell(command, done);
  }

  /** Whether it was told something that it has not taken. */
  public boolean told() {
    return !near.arrived().isEmpty();
  }

  /** How many to take next at most. */
  public int most() {
    return decisions.most();
  }

  /**
   * @param told how much of what it was told it takes too, if there is as much
   * @return false if its session is lost
   */
  public boolean handle(int told, List<M> brought) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < told && told(); i++) {
      arrivals.add(near.arrived().remove());
    }
    arrivals.addAll(brought);
    try {
      decisions.handle(arrivals);
      return true;
    } catch (ActiveMQException e) {
      return false;
    }
  }

  /** Adds up what is done in one transaction. */
  private final class Gathered implements Decisions.Session<M> {
    private final Session<M> session;
    private Sends sends = Sends.NONE;

    Gathered(Session<M> session) {
      this.session = session;
    }

    @Override
    public void send(Sends what) {
      sends = what;
    }

    @Override
    public void putAside(M message) {
      throw new AssertionError("put aside: " + message);
    }

    @Override
    public void commit(List<M> messages) throws ActiveMQException {
      Sends what = sends;
      sends = Sends.NONE;
      if (!session.commit(messages, what)) {
        throw new ActiveMQException("the session is lost");
      }
    }

    @Override
    public void rollback(List<M> messages) {
      sends = Sends.NONE;
      session.rollback();
    }

    @Override
    public void failed(List<M> messages) {
      rollback(messages);
    }

    @Override
    public String text(M message) {
      return message.toString();
    }
  }
}
