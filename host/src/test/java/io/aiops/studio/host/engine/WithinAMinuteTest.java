package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A task is lost on its way, and then one thing more goes wrong: whatever it is, and whenever, the
 * task is out again within a minute. Everything happens a second at a time, sweeps every five.
 */
class WithinAMinuteTest {

  private static final int MINUTE = 60;

  /** A minute, less what a process needs that is only just back. */
  private static final int SOON = MINUTE - 5;

  private static final int SWEEP = 5;
  private static final UUID DEAD_NODE = new UUID(0, 9);

  /** What else goes wrong, by the second after the task was sent. */
  private interface Mishap {
    default boolean databaseAway(int second) {
      return false;
    }

    default boolean losesLooks(int second) {
      return false;
    }

    default boolean diesHoldingIt(int second) {
      return false;
    }

    default List<QueueCounts> counts() {
      return List.of();
    }

    /** Whether another step has something to say each second. */
    default boolean busy() {
      return false;
    }
  }

  @Test
  void when_nothing_else_is_wrong() {
    assertThat(slowest(new Mishap() {})).isLessThan(45);
  }

  @Test
  void when_the_first_look_is_lost_too() {
    for (int from = 25; from < 45; from++) {
      int lost = from;
      assertThat(
              slowest(
                  new Mishap() {
                    @Override
                    public boolean losesLooks(int second) {
                      return second >= lost && second < lost + SWEEP;
                    }
                  }))
          .as("looks are lost from %d s on", from)
          .isLessThanOrEqualTo(SOON);
    }
  }

  @Test
  void when_the_database_is_away_for_nine_seconds() {
    for (int from = 15; from < 45; from++) {
      int away = from;
      assertThat(
              slowest(
                  new Mishap() {
                    @Override
                    public boolean databaseAway(int second) {
                      return second >= away && second < away + 9;
                    }
                  }))
          .as("the database is away from %d s on", from)
          .isLessThanOrEqualTo(SOON);
    }
  }

  @Test
  void when_a_worker_had_it_and_died() {
    for (int at = 0; at < 45; at++) {
      int dies = at;
      assertThat(
              slowest(
                  new Mishap() {
                    @Override
                    public boolean diesHoldingIt(int second) {
                      return second == dies;
                    }
                  }))
          .as("its worker dies after %d s", at)
          .isLessThanOrEqualTo(SOON);
    }
  }

  @Test
  void when_something_else_happens_all_the_time_and_a_worker_had_it_and_died() {
    for (int at = 0; at < 45; at++) {
      int dies = at;
      assertThat(
              slowest(
                  new Mishap() {
                    @Override
                    public boolean busy() {
                      return true;
                    }

                    @Override
                    public boolean diesHoldingIt(int second) {
                      return second == dies;
                    }
                  }))
          .as("its worker dies after %d s", at)
          .isLessThanOrEqualTo(SOON);
    }
  }

  @Test
  void when_tasks_wait_in_another_pool_that_nobody_serves() {
    assertThat(
            slowest(
                new Mishap() {
                  @Override
                  public List<QueueCounts> counts() {
                    return List.of(
                        new QueueCounts("tasks", 0, 0, 0, 1, null, -1, -1),
                        new QueueCounts(
                            "tasks.gpu", 1, 0, 0, 0, Map.of(4, Duration.ofHours(1)), -1, -1));
                  }
                }))
        .isLessThanOrEqualTo(SOON);
  }

  @Test
  void when_nobody_tells_whether_a_worker_has_taken_it() {
    assertThat(
            slowest(
                new Mishap() {
                  @Override
                  public List<QueueCounts> counts() {
                    return List.of(new QueueCounts("tasks", 1, 0, -1, 1, Map.of(), -1, -1));
                  }
                }))
        .isLessThanOrEqualTo(SOON);
  }

  /** After how many seconds the task is sent again, at the worst hour for a sweep. */
  private static int slowest(Mishap mishap) {
    int slowest = 0;
    for (int phase = 0; phase < SWEEP; phase++) {
      slowest = Math.max(slowest, new Trial(mishap).sentAgainAfter(phase));
    }
    return slowest;
  }

  private static final class Trial {
    private final Mishap mishap;
    private final LoneExecution lone = new LoneExecution();
    private final InMemoryLeases leases = new InMemoryLeases(lone.store, lone.clock);
    private final PostedQueue posted = new PostedQueue();
    private final Engine engine;
    private final Sweeper sweeper;
    private int second;

    Trial(Mishap mishap) {
      this.mishap = mishap;
      engine =
          lone.engine(
              new Unheard(),
              new Liveness(
                  leases, (pool, workspace) -> mishap.counts(), Instant.EPOCH, lone.clock));
      sweeper = new Sweeper(awayAtTimes(), leases, posted, lone.clock);
      lone.create(
          """
          steps:
            - {id: a, kind: agent, agent: echo}
            - id: each
              kind: forEach
              items: "%s"
              concurrency: 1
              steps: [{id: one, kind: agent, agent: echo}]
          """
              .formatted(mishap.busy() ? "[1..1000]" : "[]"));
      assertThat(sends(List.of(new Command.Start(lone.id)))).isTrue();
    }

    private ExecutionStore awayAtTimes() {
      return (ExecutionStore)
          Proxy.newProxyInstance(
              ExecutionStore.class.getClassLoader(),
              new Class<?>[] {ExecutionStore.class},
              (proxy, method, arguments) -> {
                if (mishap.databaseAway(second)) {
                  throw new UnavailableException(
                      "The database is away.", new IllegalStateException("killed"));
                }
                try {
                  return method.invoke(lone.store, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    int sentAgainAfter(int phase) {
      for (second = 1; second <= 10 * MINUTE; second++) {
        lone.clock.advance(Duration.ofSeconds(1));
        if (mishap.diesHoldingIt(second)) {
          leases.hold(
              DEAD_NODE, List.of(new Leases.Attempt(lone.id, "a", 1)), Duration.ofSeconds(15));
        }
        if (second % SWEEP == phase) {
          sweep();
        }
        List<Command> looks = new ArrayList<>(posted.commands());
        posted.commands().clear();
        if (mishap.databaseAway(second)) {
          // The engine gives back what it cannot do, and gets it again.
          posted.commands().addAll(looks);
        } else if (!mishap.losesLooks(second)) {
          if (sends(looks)) {
            return second;
          }
          if (mishap.busy()) {
            String item = "each[" + (second - 1) + "]/one";
            assertThat(sends(List.of(completed(item)))).isFalse();
          }
          engine.idle();
        }
      }
      return Integer.MAX_VALUE;
    }

    /** Whether the task is sent. */
    private boolean sends(List<Command> commands) {
      return engine.handle(commands).tasks().stream().anyMatch(task -> task.path().equals("a"));
    }

    private Command completed(String path) {
      return new Command.Outcome(lone.id, path, 1, Command.Result.completed("x", List.of()));
    }

    private void sweep() {
      try {
        sweeper.sweep();
      } catch (UnavailableException e) {
        assertThat(mishap.databaseAway(second)).isTrue();
      }
    }
  }
}
