package io.aiops.studio.host.messaging;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.CommandCodec;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskCodec;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * Commands and tasks as messages: JSON in UTF-8 (to Jakarta Messaging a {@code BytesMessage}); the
 * property {@code studio_type} tells which.
 */
final class Wire {

  private static final SimpleString TASK = SimpleString.of("Task");

  private Wire() {}

  /** Commands of one execution share a message group: one consumer has them, in order. */
  static Letter write(Command command) {
    return new Letter(
        SimpleString.of(command.getClass().getSimpleName()),
        Json.bytes(command),
        SimpleString.of(command.executionId().toString()),
        Letter.USUAL_PRIORITY,
        true,
        0);
  }

  static Letter write(Task task) {
    return new Letter(TASK, TaskCodec.write(task), null, task.priority(), true, 0);
  }

  /**
   * @throws IllegalArgumentException if it is no command of ours
   */
  static Command command(Delivery message) {
    SimpleString type = message.type();
    return CommandCodec.read(type == null ? null : type.toString(), message.body());
  }

  static Task task(Delivery message) {
    return TaskCodec.read(message.body());
  }
}
