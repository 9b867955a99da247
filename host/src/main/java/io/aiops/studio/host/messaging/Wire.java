package io.aiops.studio.host.messaging;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.CommandCodec;
import io.aiops.studio.host.taskqueue.Task;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/**
 * Commands and tasks as messages: JSON in UTF-8 (to Jakarta Messaging a {@code BytesMessage}); the
 * property {@code studio_type} tells which.
 */
final class Wire {

  private static final SimpleString TYPE = SimpleString.of("studio_type");
  private static final SimpleString TASK = SimpleString.of("Task");

  private Wire() {}

  /** Commands of one execution share a message group: one consumer has them, in order. */
  static ClientMessage write(ClientSession session, Command command) {
    ClientMessage message =
        message(session, SimpleString.of(command.getClass().getSimpleName()), Json.bytes(command));
    message.putStringProperty(
        Message.HDR_GROUP_ID, SimpleString.of(command.executionId().toString()));
    return message;
  }

  static ClientMessage write(ClientSession session, Task task) {
    ClientMessage message = message(session, TASK, Json.bytes(task));
    message.setPriority((byte) task.priority());
    return message;
  }

  private static ClientMessage message(ClientSession session, SimpleString type, byte[] body) {
    ClientMessage message = session.createMessage(Message.BYTES_TYPE, true);
    message.setRoutingType(RoutingType.ANYCAST);
    message.putStringProperty(TYPE, type);
    message.getBodyBuffer().writeBytes(body);
    return message;
  }

  /**
   * @throws IllegalArgumentException if it is no command of ours
   */
  static Command command(ClientMessage message) {
    return CommandCodec.read(message.getStringProperty(TYPE), body(message));
  }

  static Task task(ClientMessage message) {
    return Json.parse(body(message), Task.class);
  }

  static byte[] body(ClientMessage message) {
    ActiveMQBuffer buffer = message.getBodyBuffer();
    byte[] body = new byte[buffer.readableBytes()];
    buffer.readBytes(body);
    // A message that is put aside is sent on as it came.
    buffer.resetReaderIndex();
    return body;
  }
}
