package io.aiops.studio.host.simulation;

import io.aiops.studio.host.messaging.EngineSide;
import io.aiops.studio.host.messaging.TaskSide;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;

/** A message on the simulated broker. */
final class Envelope implements EngineSide.Message, TaskSide.Message {

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

  @Override
  public Command command() {
    return (Command) content;
  }

  @Override
  public Task task() {
    return (Task) content;
  }

  @Override
  public int count() {
    return deliveries;
  }

  @Override
  public void more() {
    // A session that was lost meanwhile gets nothing for it.
    if (holder != null) {
      holder.door.remove(task().pool());
    }
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
