package io.aiops.studio.host.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What views and REST show of the queues between engine and workers. */
public final class QueueViews {

  private QueueViews() {}

  /**
   * One queue, of all workspaces together, but for the breaches: how many messages, never whose.
   *
   * @param name {@code commands} (for the engine), {@code tasks} (for the workers of the default
   *     pool), {@code tasks.POOL} (for those of another), {@code dead} (put aside because they can
   *     never be handled)
   * @param waiting that could be taken and are not yet
   * @param delayed whose time has not come
   * @param inFlight taken and not yet settled, those taken ahead too
   * @param consumers how many are connected, on all nodes
   * @param oldestMillis how long the oldest has been there, of any priority; null if there is none
   *     or it is not known
   * @param addedPerSecond over the last seconds; null while it is not known
   * @param settledPerSecond over the last seconds; null while it is not known
   * @param slaBreaches how many promises for steps that its workers run the caller's workspace
   *     broke in the last 24 hours; null of a queue that is no pool's
   * @param problem why nothing moves, in words; null if all is well
   */
  public record Queue(
      String name,
      long waiting,
      long delayed,
      long inFlight,
      int consumers,
      @Nullable Long oldestMillis,
      @Nullable Double addedPerSecond,
      @Nullable Double settledPerSecond,
      @Nullable Long slaBreaches,
      @Nullable String problem) {}

  /**
   * Executions of the caller's workspace that have not ended, among its newest 10,000.
   *
   * @param pending accepted, not begun
   * @param running begun
   * @param oldest when the oldest of them was accepted; null if there is none
   */
  public record Unfinished(long pending, long running, @Nullable Instant oldest) {}

  /**
   * A connection of the workspace that takes only so many calls at the same time.
   *
   * @param kind {@code CONNECTOR} or {@code MODEL}
   * @param calls how many
   * @param running steps that have a place there
   * @param waiting steps that wait for one
   */
  public record Connection(String name, String kind, int calls, long running, long waiting) {}

  /**
   * Something outside that a node does not ask for a while, since it has not answered.
   *
   * @param what {@code Connection 'tickets'}, {@code Model provider 'openai'}
   * @param until when it is tried again
   */
  public record Silent(String node, String what, Instant until) {}

  /**
   * @param connections those of the workspace that take only so many calls at the same time
   * @param silent what does not answer, of the workspace, on which node: its work goes on in
   *     degraded mode
   * @param at when the queues were asked
   * @param slaBreaches how many promises the caller's workspace broke in the last 24 hours; 10,000
   *     stands for more, too
   */
  public record Overview(
      Instant at,
      List<Queue> queues,
      Unfinished unfinished,
      long slaBreaches,
      List<Connection> connections,
      List<Silent> silent) {
    public Overview {
      queues = List.copyOf(queues);
      connections = List.copyOf(connections);
      silent = List.copyOf(silent);
    }
  }
}
