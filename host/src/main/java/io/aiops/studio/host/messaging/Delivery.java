package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came.
 *
 * @param consumer which of the session's consumers it came to
 * @param count how often it was delivered, this time included; a broker that crashed forgets
 * @param weight how much it takes of what may come ahead, as its session counts
 */
record Delivery(long consumer, ICoreMessage message, int count, int weight) implements Arrival {

  @Override
  public Command command() {
    return Wire.command(this);
  }

  @Nullable SimpleString type() {
    return message.getSimpleStringProperty(Letter.TYPE);
  }

  byte[] body() {
    return body(message);
  }

  static byte[] body(ICoreMessage message) {
    ActiveMQBuffer buffer = large(message) ? whole(message) : message.getReadOnlyBodyBuffer();
    byte[] body = new byte[buffer.readableBytes()];
    buffer.readBytes(body);
    return body;
  }

  /** Whether it comes over a connection piece by piece. */
  static boolean large(ICoreMessage message) {
    return message instanceof ClientMessage && message.isLargeMessage();
  }

  /** The pieces are waited for the first time it is asked for, and are there from then on. */
  static ActiveMQBuffer whole(ICoreMessage message) {
    ActiveMQBuffer buffer = message.getBodyBuffer();
    buffer.resetReaderIndex();
    return buffer;
  }

  /** To be sent on as it came. */
  Letter letter() {
    SimpleString type = type();
    return new Letter(
        type == null ? SimpleString.of("") : type,
        body(),
        message.getSimpleStringProperty(Message.HDR_GROUP_ID),
        message.getPriority(),
        true,
        0);
  }
}
