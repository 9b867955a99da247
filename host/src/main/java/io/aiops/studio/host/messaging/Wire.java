package io.aiops.studio.host.messaging;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Commands and tasks as JMS text messages; the property {@code studio_type} tells which. */
final class Wire {

  private static final String TYPE = "studio_type";
  private static final Map<String, Class<?>> COMMANDS =
      Arrays.stream(Command.class.getPermittedSubclasses())
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private Wire() {}

  /** Commands of one execution share a message group: one consumer has them, in order. */
  static Message write(Session session, Command command) throws JMSException {
    TextMessage message = session.createTextMessage(Json.write(command));
    message.setStringProperty(TYPE, command.getClass().getSimpleName());
    message.setStringProperty("JMSXGroupID", command.executionId().toString());
    return message;
  }

  static Message write(Session session, Task task) throws JMSException {
    TextMessage message = session.createTextMessage(Json.write(task));
    message.setStringProperty(TYPE, "Task");
    return message;
  }

  /**
   * @throws IllegalArgumentException if it is no command of ours
   */
  static Command command(Message message) throws JMSException {
    String name = message.getStringProperty(TYPE);
    Class<?> type = name == null ? null : COMMANDS.get(name);
    if (type == null) {
      throw new IllegalArgumentException("A message of unknown type '" + name + "'");
    }
    return (Command) Json.parse(message.getBody(String.class), type);
  }

  static Task task(Message message) throws JMSException {
    return Json.parse(message.getBody(String.class), Task.class);
  }
}
