package io.aiops.studio.host.engine;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A queue that keeps what is posted for a test to hand over; nothing else is sent. */
final class PostedQueue implements TaskQueue {
  private final List<Command> commands = new ArrayList<>();

  List<Command> commands() {
    return commands;
  }

  @Override
  public void send(Command command) {
    throw new AssertionError("sent durably: " + command);
  }

  @Override
  public void post(Command command) {
    commands.add(command);
  }

  @Override
  public void serve(Engine engine) {}

  @Override
  public boolean handsCommands() {
    return false;
  }

  @Override
  public void serve(Worker worker, int concurrency, Set<String> pools) {}

  @Override
  public List<QueueCounts> counts() {
    return List.of();
  }

  @Override
  public List<QueueCounts> counts(String pool, UUID workspaceId) {
    return List.of();
  }

  @Override
  public Map<String, Long> depths() {
    return Map.of();
  }

  @Override
  public void ping() {}

  @Override
  public void close() {}
}
