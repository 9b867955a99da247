package io.aiops.studio.host.messaging;

import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is sent: to Jakarta Messaging a {@code BytesMessage}.
 *
 * @param type tells what the body is
 * @param body JSON in UTF-8
 * @param group messages of one group go to one consumer, in order; null for any consumer
 * @param priority 0 to 9; those of higher priority are handed over first
 * @param durable whether it outlives the broker's process
 * @param due when it shall be delivered, in milliseconds since 1970; 0 for at once
 */
record Letter(
    SimpleString type,
    byte[] body,
    @Nullable SimpleString group,
    int priority,
    boolean durable,
    long due) {

  /** The property that holds the type. */
  static final SimpleString TYPE = SimpleString.of("studio_type");

  static final int USUAL_PRIORITY = 4;

  Letter at(long when) {
    return new Letter(type, body, group, priority, durable, when);
  }

  /** For what is sent again from the state, should it be lost: the journal is spared it. */
  Letter fleeting() {
    return new Letter(type, body, group, priority, false, due);
  }

  /** Writes into a message all but where it goes and whether it is durable. */
  void into(ICoreMessage message) {
    message.setRoutingType(RoutingType.ANYCAST);
    message.putStringProperty(TYPE, type);
    if (group != null) {
      message.putStringProperty(Message.HDR_GROUP_ID, group);
    }
    message.setPriority((byte) priority);
    if (due > 0) {
      message.putLongProperty(Message.HDR_SCHEDULED_DELIVERY_TIME, due);
    }
    message.getBodyBuffer().writeBytes(body);
  }
}
