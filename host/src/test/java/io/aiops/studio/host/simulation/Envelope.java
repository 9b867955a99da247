package io.aiops.studio.host.simulation;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;

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

  Envelope(Object content, boolean durable, long since, long due) {
    this.content = content;
    this.since = since;
    this.durable = durable;
    this.due = due;
  }

  Command command() {
    return (Command) content;
  }

  Task task() {
    return (Task) content;
  }

  /** Of a task: the same whenever it comes. */
  String key() {
    Task task = task();
    return task.executionId()
        + "/"
        + task.path()
        + "#"
        + task.attempt()
        + "."
        + task.approvals().round();
  }

  @Override
  public String toString() {
    return content instanceof Task
        ? "task " + key()
        : command().getClass().getSimpleName() + " " + command().key();
  }
}
