package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Engine;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the engine decide on what arrived, in batches: the commands are taken and what follows from
 * them is sent, both or neither. What fails alone again and again is put aside.
 *
 * @param <M> what the broker brings
 */
final class Decisions<M extends Arrival> {

  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
  private static final int BATCH = 512;

  /** A command that fails alone this often, with everything else up, is put aside. */
  private static final int GIVE_UP_AFTER = 8;

  /**
   * The session by which messages came, with its transaction.
   *
   * @param <M> what the broker brings
   */
  interface Session<M> {

    void send(Sends sends) throws ActiveMQException;

    /** That one goes where people find it. */
    void putAside(M message) throws ActiveMQException;

    /** These are taken, and what was sent is there. */
    void commit(List<M> messages) throws ActiveMQException;

    /** Nothing was done: these come again. */
    void rollback(List<M> messages) throws ActiveMQException;

    /** As {@link #rollback}, and each counts as one delivery more. */
    void failed(List<M> messages) throws ActiveMQException;

    /** What a message says, for the log. */
    String text(M message);
  }

  private final Engine engine;
  private final Class<M> messages;
  private final Session<M> session;
  private final Runnable pause;
  private int most = BATCH;

  /**
   * @param pause waits a moment, for when the other side is away
   */
  Decisions(Engine engine, Class<M> messages, Session<M> session, Runnable pause) {
    this.engine = engine;
    this.messages = messages;
    this.session = session;
    this.pause = pause;
  }

  /** How many to take next at most. */
  int most() {
    return most;
  }

  void handle(List<Arrival> arrivals) throws ActiveMQException {
    List<M> brought = new ArrayList<>(arrivals.size());
    List<Told> told = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      if (arrival instanceof Told word) {
        told.add(word);
      } else {
        brought.add(messages.cast(arrival));
      }
    }
    boolean done = false;
    try {
      done = handle(arrivals, brought);
    } finally {
      // Whoever told it sends a message if it was not.
      for (Told word : told) {
        word.done().accept(done);
      }
    }
  }

  /** True if all was decided and sent; false if that comes again. */
  private boolean handle(List<Arrival> arrivals, List<M> brought) throws ActiveMQException {
    try {
      List<Command> batch = new ArrayList<>(arrivals.size());
      for (Arrival arrival : arrivals) {
        batch.add(arrival.command());
      }
      Sends sends = engine.handle(batch);
      if (!brought.isEmpty() || !sends.none()) {
        session.send(sends);
        session.commit(brought);
      }
      most = BATCH;
      return true;
    } catch (TaskQueue.BehindException e) {
      LOG.info("{}; {} commands are taken anew", e.getMessage(), arrivals.size());
      session.rollback(brought);
    } catch (UnavailableException e) {
      LOG.warn("{} Trying again.", e.getMessage());
      session.rollback(brought);
      pause.run();
    } catch (RuntimeException | Error e) {
      if (arrivals.size() == 1
          && !brought.isEmpty()
          && brought.getFirst().count() >= GIVE_UP_AFTER) {
        bury(brought.getFirst(), e);
      } else {
        oneByOne(arrivals.size(), brought, e);
      }
    }
    return false;
  }

  private void oneByOne(int arrived, List<M> brought, Throwable why) throws ActiveMQException {
    if (arrived == 1) {
      // Only a delivery that was acknowledged and taken back counts as one, and only what fails
      // alone has failed: its neighbours of a batch have not.
      session.failed(brought);
    } else {
      session.rollback(brought);
    }
    most = 1;
    if (why instanceof Error) {
      Vital.failed("The handling of commands", why);
      pause.run();
    } else {
      LOG.error("{} commands failed; they come again one by one", arrived, why);
    }
  }

  private void bury(M message, Throwable why) throws ActiveMQException {
    try {
      putAside(message, why);
    } catch (UnavailableException e) {
      LOG.warn("{} Trying again.", e.getMessage());
      session.rollback(List.of(message));
      pause.run();
    }
  }

  private void putAside(M message, Throwable why) throws ActiveMQException {
    LOG.error(
        "A command failed {} times and is put aside: {}",
        message.count(),
        session.text(message),
        why);
    if (!kept(message, why)) {
      session.putAside(message);
    }
    session.commit(List.of(message));
  }

  private boolean kept(M message, Throwable why) {
    Command command;
    try {
      command = message.command();
    } catch (RuntimeException e) {
      // What cannot be read belongs to nobody; it stays with the broker, and the log says why.
      return false;
    }
    return engine.putAside(command, why, message.count());
  }
}
