package io.aiops.studio.host.messaging;

import io.aiops.studio.host.event.Neighbours;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.UnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices between nodes over a topic of the broker they share, not durable: each node has a queue
 * that goes with it and forgets the oldest when it is full. Messages are numbered, so that whoever
 * hears the next one knows whether one is missing.
 */
public final class ArtemisNeighbours implements Neighbours, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ArtemisNeighbours.class);
  static final SimpleString TOPIC = SimpleString.of("studio.notices");
  private static final SimpleString NODE = SimpleString.of("studio_node");
  private static final SimpleString NUMBER = SimpleString.of("studio_number");
  private static final int AHEAD = 1024 * 1024;
  private static final long FORGETS_BEYOND = 1_000;
  private static final int MOST_NODES = 1_000;

  private record Batch(List<Told> told) {}

  private final Broker broker;
  private final Consumers consumers;
  private final UUID self;
  private final AtomicLong number = new AtomicLong();
  private final Map<SimpleString, Long> lastHeard = new HashMap<>();
  private @Nullable ClientSession session;
  private @Nullable ClientProducer producer;

  /**
   * Connects.
   *
   * @param self the node's id, a new one at each start
   * @throws UnavailableException if the broker cannot be reached
   */
  public ArtemisNeighbours(String url, String user, String password, UUID self) {
    this.self = self;
    this.broker = new Broker(url, user, password, AHEAD);
    try {
      this.consumers = new Consumers(new Broker(url, user, password, AHEAD));
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  @Override
  public void skip() {
    number.incrementAndGet();
  }

  @Override
  public synchronized void tell(List<Told> told) {
    long mine = number.incrementAndGet();
    try {
      ClientSession open = session;
      ClientProducer to = producer;
      if (open == null || to == null || open.isClosed()) {
        open = broker.plain();
        to = open.createProducer(TOPIC);
        session = open;
        producer = to;
      }
      ClientMessage message = open.createMessage(Message.BYTES_TYPE, false);
      message.setRoutingType(RoutingType.MULTICAST);
      message.putStringProperty(NODE, SimpleString.of(self.toString()));
      message.putLongProperty(NUMBER, mine);
      message.getBodyBuffer().writeBytes(Json.bytes(new Batch(told)));
      to.send(message);
    } catch (ActiveMQException e) {
      abandon();
      throw new UnavailableException("The broker does not take notices: " + e.getMessage(), e);
    }
  }

  private void abandon() {
    ClientSession broken = session;
    session = null;
    producer = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (ActiveMQException e) {
        LOG.debug("A broken session did not close", e);
      }
    }
  }

  @Override
  public void listen(Consumer<List<Told>> heard, Runnable missed) {
    consumers.start(
        "studio-neighbours",
        running -> {
          try (ClientSession open = running.open()) {
            SimpleString queue = SimpleString.of(TOPIC + "." + UUID.randomUUID());
            try {
              subscribe(open, queue, message -> arrived(message, heard, missed));
              while (!running.closing() && !open.isClosed()) {
                running.pause();
              }
            } finally {
              leave(open, queue);
            }
          } finally {
            missed.run();
          }
        });
  }

  /** The queue is the connection's: with the session alone it would not go. */
  private static void leave(ClientSession open, SimpleString queue) {
    if (!open.isClosed()) {
      try {
        open.deleteQueue(queue);
      } catch (ActiveMQException e) {
        LOG.debug("The queue of what others tell goes with the connection", e);
      }
    }
  }

  private void subscribe(ClientSession open, SimpleString queue, Consumer<ClientMessage> arrived)
      throws ActiveMQException {
    open.createQueue(
        QueueConfiguration.of(queue)
            .setAddress(TOPIC)
            .setRoutingType(RoutingType.MULTICAST)
            .setDurable(false)
            .setTemporary(true)
            .setRingSize(FORGETS_BEYOND));
    open.createConsumer(queue).setMessageHandler(arrived::accept);
    open.start();
  }

  /** On the broker's thread. */
  private void arrived(ClientMessage message, Consumer<List<Told>> heard, Runnable missed) {
    try {
      message.acknowledge();
      SimpleString node = message.getSimpleStringProperty(NODE);
      if (node == null || node.toString().equals(self.toString())) {
        return;
      }
      long now = message.getLongProperty(NUMBER);
      Long before = lastHeard.put(node, now);
      if (before != null && now != before + 1) {
        missed.run();
      }
      if (lastHeard.size() > MOST_NODES) {
        lastHeard.clear();
      }
      heard.accept(Json.parse(Delivery.body(message), Batch.class).told());
    } catch (ActiveMQException e) {
      LOG.debug("The session is lost, and the subscription with it", e);
    } catch (RuntimeException e) {
      LOG.error("A message on {} holds no notices and is dropped", TOPIC, e);
    }
  }

  @Override
  public void close() {
    consumers.close();
    broker.close();
  }
}
