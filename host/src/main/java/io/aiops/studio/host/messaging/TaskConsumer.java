package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Worker;
import java.time.Clock;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tasks to the worker as they arrive, up to a number at the same time, and sends their
 * outcomes, all that are there in one transaction: a task whose outcome was sent never comes again.
 * What becomes of each task, {@link TasksInHand} decides.
 *
 * <p>Each workspace has a queue, from which one task may wait at the door of this process; those at
 * the door begin in the order they came. So workspaces whose tasks wait have their turn one after
 * the other, however many tasks one of them has, and of whichever priority. Over a connection a few
 * stand there. The worker is told of what stands at the door, so that others may know.
 */
final class TaskConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(TaskConsumer.class);
  private static final long RECEIVE_MILLIS = 500;
  private static final int BATCH = 512;

  /** Nobody waits for an acknowledgement alone: those of so long share a commit. */
  private static final long GATHER_MILLIS = 20;

  private final Consumers consumers;
  private final Clock clock;
  private final Set<String> pools;
  private final Lanes lanes;
  private final TasksInHand<Brought> hand;

  /** A session that does not hand over what it should. */
  private volatile @Nullable BrokerSession stuck;

  /** A task, and the session it came by. */
  private final class Brought implements TasksInHand.Message {
    private final BrokerSession session;
    private final Delivery delivery;

    Brought(BrokerSession session, Delivery delivery) {
      this.session = session;
      this.delivery = delivery;
    }

    @Override
    public Task task() {
      return Wire.task(delivery);
    }

    @Override
    public int count() {
      return delivery.count();
    }

    @Override
    public void more() {
      TaskConsumer.this.more(session, delivery);
    }
  }

  /** One session's transaction. */
  private record InSession(BrokerSession session, Sender sender)
      implements TasksInHand.Settling<Brought> {

    @Override
    public void send(Command.Outcome outcome) throws ActiveMQException {
      sender.send(outcome);
    }

    @Override
    public void acknowledge(Brought message) throws ActiveMQException {
      session.acknowledge(message.delivery);
    }

    @Override
    public void commit() throws ActiveMQException {
      session.commit();
    }
  }

  private TaskConsumer(
      Consumers consumers, Worker worker, NearEngine near, Takes takes, Clock clock) {
    this.consumers = consumers;
    this.clock = clock;
    this.pools = takes.pools();
    this.lanes = takes.lanes();
    this.hand =
        new TasksInHand<>(
            worker, near, takes.concurrency(), clock, System::nanoTime, consumers::closing);
  }

  static Consumers start(Broker broker, Worker worker, NearEngine near, Takes takes, Clock clock) {
    Consumers consumers = new Consumers(broker);
    TaskConsumer tasks = new TaskConsumer(consumers, worker, near, takes, clock);
    broker.whenLost(tasks.hand::lost);
    // Whoever waits for what has ended looks for lanes first.
    takes.lanes().listen(tasks.hand::wake);
    consumers.start("studio-worker", self -> tasks.serve(broker));
    return consumers;
  }

  private void serve(Broker broker) throws ActiveMQException, InterruptedException {
    try (BrokerSession session = broker.transacted()) {
      if (session.outlives()) {
        hand.doubt();
      }
      InSession transaction = new InSession(session, new Sender(session, clock, lanes));
      OpenLanes open =
          new OpenLanes(session, pools, lanes, delivery -> arrived(new Brought(session, delivery)));
      boolean more = open.openMore(System.nanoTime());
      hand.settleOrphans(transaction);
      session.start();
      while (!consumers.closing()) {
        HeldTask<Brought> first = hand.ended(more ? 0 : RECEIVE_MILLIS);
        if (stuck == session || session.broken()) {
          throw new ActiveMQException("The session is opened anew, since it hands over no more");
        }
        more = open.openMore(System.nanoTime());
        if (first != null) {
          if (first.outcome().isEmpty() && hand.more() < BATCH - 1) {
            consumers.pause(GATHER_MILLIS);
          }
          hand.settle(first, BATCH, transaction);
        }
      }
      hand.settleAll(transaction);
    }
  }

  /** On the broker's thread. */
  private void arrived(Brought message) {
    try {
      hand.take(message);
    } catch (RuntimeException | Error e) {
      // Such as no memory for it; by the next session it comes again.
      Vital.failed("Taking a task", e);
      stuck = message.session;
    }
  }

  private void more(BrokerSession session, Delivery gone) {
    if (session.closed()) {
      return;
    }
    try {
      session.more(gone);
    } catch (RuntimeException e) {
      LOG.warn("No more is handed over in place of {}", gone.message().getMessageID(), e);
      stuck = session;
    }
  }
}
