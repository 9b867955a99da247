package io.aiops.studio.host.messaging;

import io.aiops.studio.host.batch.GroupCommit;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Lane;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The task queue on an Artemis broker, in this process or elsewhere. */
public final class ArtemisTaskQueue implements TaskQueue {

  private static final Logger LOG = LoggerFactory.getLogger(ArtemisTaskQueue.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int AT_ONCE = 512;
  private static final int MOST_WAITING = 20_000;

  /** The engine takes all there is. */
  private static final int COMMANDS_AHEAD = 4 * 1024 * 1024;

  /**
   * Tasks may take long: a worker must not hoard those that another is free to run, nor take so
   * many ahead that one of higher priority, or of another workspace, which comes later, waits for
   * them. So over a connection it takes ahead about an eighth of what it runs at the same time, a
   * task being a kilobyte, and of each lane one at least.
   */
  private static final int TASKS_AHEAD = 128 * 1024;

  private static final int AHEAD_OF_EACH = 128;
  private static final int LEAST_AHEAD = 1024;

  private final String url;
  private final String user;
  private final String password;
  private final Clock clock;
  private final Broker.@Nullable Sessions inside;
  private final Broker broker;
  private final Instant begun;
  private boolean closed;

  /** What {@code sending} is given. */
  private record Outgoing(Command command, boolean durable) {}

  private final GroupCommit<Outgoing, Boolean> sending;
  private final NearEngine near = new NearEngine();
  private final Lanes lanes = new Lanes();
  private final QueueQuestions questions;
  private final AtomicBoolean hands = new AtomicBoolean();
  private final List<Consumers> consumers = new ArrayList<>();
  private volatile Set<String> served = Set.of();
  private @Nullable BrokerSession session;
  private @Nullable Sender sender;

  /**
   * Connects.
   *
   * @param url of the broker: {@link EmbeddedBroker#URL}, {@code tcp://host:61616}
   * @throws UnavailableException if it cannot be reached
   */
  public ArtemisTaskQueue(String url, String user, String password, Clock clock) {
    this(url, user, password, null, clock);
  }

  /** On the broker of this process, which lives longer. */
  public ArtemisTaskQueue(EmbeddedBroker inside, Clock clock) {
    this(inside::session, clock);
  }

  ArtemisTaskQueue(Broker.Sessions inside, Clock clock) {
    this(EmbeddedBroker.URL, "", "", inside, clock);
  }

  private ArtemisTaskQueue(
      String url, String user, String password, Broker.@Nullable Sessions inside, Clock clock) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.inside = inside;
    this.clock = clock;
    this.begun = inside == null ? Instant.EPOCH : clock.instant();
    this.broker = new Broker(url, user, password, inside, COMMANDS_AHEAD);
    this.questions = new QueueQuestions(broker, lanes, () -> served);
    this.sending =
        new GroupCommit<>("studio-sender", AT_ONCE, MOST_WAITING, PATIENCE, this::sendAll);
  }

  @Override
  public void send(Command command) {
    sending.submit(new Outgoing(command, true));
  }

  @Override
  public void post(Command command) {
    boolean told =
        near.tell(
            command,
            done -> {
              if (!done) {
                postAsMessage(command);
              }
            });
    if (!told) {
      postAsMessage(command);
    }
  }

  private void postAsMessage(Command command) {
    sending.post(
        new Outgoing(command, false),
        e -> LOG.warn("{} is sent again later: {}", command.key(), e.getMessage()));
  }

  /** On the sender's thread only. */
  private List<Boolean> sendAll(List<Outgoing> commands) {
    try {
      BrokerSession open = session;
      Sender to = sender;
      if (open == null || to == null || open.closed()) {
        open = broker.transacted();
        to = new Sender(open, clock, lanes);
        session = open;
        sender = to;
      }
      for (Outgoing one : commands) {
        if (one.durable()) {
          to.send(one.command());
        } else {
          to.post(one.command());
        }
      }
      open.commit();
      return Collections.nCopies(commands.size(), Boolean.TRUE);
    } catch (ActiveMQException e) {
      abandon();
      throw new UnavailableException("The broker did not take the message; try again.", e);
    }
  }

  private void abandon() {
    BrokerSession broken = session;
    session = null;
    sender = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (ActiveMQException e) {
        LOG.debug("A broken session did not close", e);
      }
    }
  }

  @Override
  public synchronized void serve(Engine engine) {
    consumers.add(
        CommandConsumer.start(connect(COMMANDS_AHEAD), engine, near, hands, clock, lanes));
    if (inside != null) {
      near.open();
    }
  }

  @Override
  public boolean handsCommands() {
    return hands.get();
  }

  @Override
  public synchronized void serve(Worker worker, int concurrency, Set<String> pools) {
    int ahead = Math.clamp((long) concurrency * AHEAD_OF_EACH, LEAST_AHEAD, TASKS_AHEAD);
    served = Set.copyOf(pools);
    consumers.add(
        TaskConsumer.start(
            connect(ahead), worker, near, new Takes(concurrency, pools, lanes), clock));
  }

  @Override
  public void know(Set<UUID> workspaces) {
    lanes.know(workspaces);
  }

  /** Those of which this node sent tasks, or was asked about some; never fewer than before. */
  public Set<Lane> lanes() {
    return lanes.used();
  }

  /**
   * Whom to ask when a broker does not tell which queues it has; else {@link #depths} and {@link
   * #counts()} are of those only that this node has to do with.
   *
   * @param lanes that any node used
   * @param pools that any node serves
   */
  public void untold(Supplier<Set<Lane>> lanes, Supplier<Set<String>> pools) {
    this.lanes.untold(lanes, pools);
  }

  @Override
  public Instant begun() {
    return begun;
  }

  private Broker connect(int window) {
    return new Broker(url, user, password, inside, window);
  }

  @Override
  public Map<String, Long> depths() {
    return questions.depths();
  }

  @Override
  public List<QueueCounts> counts() {
    return questions.counts();
  }

  @Override
  public List<QueueCounts> counts(String pool, UUID workspaceId) {
    lanes.use(new Lane(pool, workspaceId));
    return questions.counts(pool, workspaceId);
  }

  @Override
  public void ping() {
    questions.ping();
  }

  /** Once is enough; twice does no harm. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    near.close();
    sending.close();
    consumers.forEach(Consumers::close);
    broker.close();
  }
}
