package io.aiops.studio.host.simulation;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import java.util.function.Consumer;

/** A message on the simulated broker. */
final class Envelope {

  /** A {@link Command} or a {@link Task}. */
  final Object content;

  final boolean durable;
  final long since;
  final long due;
  int deliveries;

  /** Whose session has it; null while it waits. */
  Session holder;

  /** Of a command that the engine was told without a message; null if the broker brought it. */
  final Consumer<Boolean> told;

  Envelope(Object content, boolean durable, long since, long due) {
    this(content, durable, since, due, null);
  }

  private Envelope(Object content, boolean durable, long since, long due, Consumer<Boolean> told) {
    this.content = content;
    this.told = told;
    this.since = since;
    this.durable = durable;
    this.due = due;
  }

  /**
   * @param told hears whether it was decided on; not if the process dies
   */
  static Envelope told(Command command, long since, Consumer<Boolean> told) {
    return new Envelope(command, false, since, since, told);
  }

  Command command() {
    return (Command) content;
  }

  Task task() {
    return (Task) content;
  }

  /** Of a task: the same whenever it comes. */
  String key() {
    return key(task());
  }

  static String key(Task task) {
    return task.executionId() + "/" + task.path() + "#" + task.attempt() + "." + task.round();
  }

  @Override
  public String toString() {
    return content instanceof Task
        ? "task " + key()
        : command().getClass().getSimpleName() + " " + command().key();
  }
}
