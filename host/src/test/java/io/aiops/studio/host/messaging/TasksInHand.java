package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The worker's end of the task queue without threads and broker, for simulations: {@link HeldTask}
 * decides what becomes of a task that comes again.
 *
 * @param <M> what brings a task
 */
public final class TasksInHand<M> {

  /** One that was taken and is not settled. */
  public final class Hold {
    private final HeldTask<M> task;

    private Hold(HeldTask<M> task) {
      this.task = task;
    }

    public void ended(Optional<Command.Outcome> outcome) {
      if (task.finished(outcome)) {
        finished.add(task);
      }
    }
  }

  /** Outcomes and the messages to acknowledge with them. */
  public final class Settlement {
    private final List<HeldTask<M>> tasks;
    private final List<M> messages = new ArrayList<>();
    private final List<Command.Outcome> outcomes = new ArrayList<>();

    private Settlement(List<HeldTask<M>> tasks, long nanos) {
      this.tasks = tasks;
      for (HeldTask<M> task : tasks) {
        task.outcome().ifPresent(outcomes::add);
        messages.addAll(task.taken(nanos));
      }
    }

    public List<M> messages() {
      return messages;
    }

    public List<Command.Outcome> outcomes() {
      return outcomes;
    }

    public void committed() {
      for (HeldTask<M> task : tasks) {
        if (task.over()) {
          held.remove(task.key(), task);
        }
      }
    }
  }

  private static final long REMEMBERED_NANOS = 600_000_000_000L;

  private final Map<String, HeldTask<M>> held = new LinkedHashMap<>();
  private final List<HeldTask<M>> finished = new ArrayList<>();

  /** Takes a task in and begins it, unless it is in hand already. */
  public void arrived(String key, M message, Consumer<Hold> begin) {
    HeldTask<M> earlier = held.get(key);
    if (earlier != null) {
      HeldTask.Again then = earlier.again(message);
      if (then == HeldTask.Again.TELL) {
        finished.add(earlier);
      }
      if (then != HeldTask.Again.SETTLED) {
        return;
      }
    }
    HeldTask<M> fresh = new HeldTask<>(key, message);
    held.put(key, fresh);
    begin.accept(new Hold(fresh));
  }

  /** What has ended since, to be settled in one transaction; empty if nothing has. */
  public Optional<Settlement> ended(int most, long nanos) {
    if (finished.isEmpty()) {
      return Optional.empty();
    }
    List<HeldTask<M>> some = finished.subList(0, Math.min(most, finished.size()));
    Settlement settlement = new Settlement(List.copyOf(some), nanos);
    some.clear();
    return Optional.of(settlement);
  }

  /** The session was lost, and every message with it: what is to be told without them. */
  public Settlement orphans(long nanos) {
    held.values().removeIf(task -> task.toldBefore(nanos - REMEMBERED_NANOS));
    return new Settlement(held.values().stream().filter(HeldTask::orphaned).toList(), nanos);
  }
}
