package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {

  /** The first beats find that something of the database's driver cannot be loaded. */
  private static Leases failingFirst(Leases leases) {
    AtomicInteger beats = new AtomicInteger();
    return (Leases)
        Proxy.newProxyInstance(
            Leases.class.getClassLoader(),
            new Class<?>[] {Leases.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("hold") && beats.incrementAndGet() < 3) {
                throw new NoClassDefFoundError("acme/Gone");
              }
              try {
                return method.invoke(leases, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void what_runs_is_told_though_a_beat_threw_an_error() {
    try (WorkerBench bench = new WorkerBench();
        LeaseKeeper keeper =
            new LeaseKeeper(
                failingFirst(bench.leases),
                UUID.randomUUID(),
                Duration.ofMillis(5),
                Duration.ofSeconds(15))) {
      Task task = bench.running(WorkerBench.agent("patient"));
      keeper.begin(keeper.of(task, () -> {}, () -> {}));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !bench.leases.of(task.executionId()).isEmpty());
    }
  }

  /** Its beat goes on when the keeper closes, and until something is released, if that is soon. */
  private static Leases slow(Leases leases, CountDownLatch beats, CountDownLatch over) {
    CountDownLatch released = new CountDownLatch(1);
    return (Leases)
        Proxy.newProxyInstance(
            Leases.class.getClassLoader(),
            new Class<?>[] {Leases.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("reserve")) {
                beats.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  released.await(100, TimeUnit.MILLISECONDS);
                }
              }
              Object answer = method.invoke(leases, arguments);
              switch (method.getName()) {
                case "reserve" -> over.countDown();
                case "release" -> released.countDown();
                default -> {}
              }
              return answer;
            });
  }

  @Test
  void what_a_beat_leases_while_the_node_leaves_is_released() throws InterruptedException {
    Leases leases = new InMemoryLeases(new InMemoryExecutionStore(), new TestClock());
    CountDownLatch beats = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Task task = SomeTask.of("agent", "echo").task();
    LeaseKeeper keeper =
        new LeaseKeeper(
            slow(leases, beats, over),
            UUID.randomUUID(),
            Duration.ofMillis(5),
            Duration.ofSeconds(15));
    keeper.watch(() -> List.of(task));
    beats.await();
    keeper.close();
    over.await();
    assertThat(leases.of(task.executionId())).isEmpty();
  }

  /** Another had it meanwhile, called, and died. */
  @Test
  void who_stood_with_a_call_in_hand_looks_it_up_before_it_is_made() throws Exception {
    try (WorkerBench bench = new WorkerBench()) {
      AtomicLong nanos = new AtomicLong();
      try (LeaseKeeper keeper =
          new LeaseKeeper(
              bench.leases,
              UUID.randomUUID(),
              Rhythm.USUAL,
              Executors.newSingleThreadScheduledExecutor(),
              nanos::get)) {
        Task task = bench.running(WorkerBench.agent("patient"));
        Lease lease = keeper.of(task, () -> {}, () -> {});
        CallRecord record =
            new CallRecord("model", "m", Instant.EPOCH, 0, 0, 0, null, null, true, null);
        InMemoryCallLedger ledger = new InMemoryCallLedger();
        Attempt attempt = bench.attempt(task, lease, ledger);
        AtomicInteger made = new AtomicInteger();
        Object answer =
            attempt.recorded(
                new RecordedCalls.Question(Map.of("ask", "one"), false),
                failure -> record,
                key -> {
                  if (made.incrementAndGet() == 1) {
                    ledger.write(
                        new CallLedger.Key(
                            task.workspaceId(),
                            task.executionId(),
                            task.path(),
                            task.attempt(),
                            RecordedCalls.hash(Map.of("ask", "one")),
                            1),
                        new CallLedger.Entry("\"another's\"", record));
                    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
                  }
                  attempt.goesOut();
                  return new Attempt.Answer("its own", record);
                });
        assertThat(answer).isEqualTo("another's");
        assertThat(made).hasValue(1);
      }
    }
  }

  /**
   * It stood before its first beat, and the queue, which gave it up, brought its task to another.
   */
  @Test
  void what_nobody_was_told_of_is_asked_for_before_a_call() {
    try (WorkerBench bench = new WorkerBench()) {
      Rhythm rhythm = new Rhythm(Duration.ofMinutes(1), Duration.ofMinutes(15));
      AtomicLong nanos = new AtomicLong();
      try (LeaseKeeper keeper =
          new LeaseKeeper(
              bench.leases,
              UUID.randomUUID(),
              rhythm,
              Executors.newSingleThreadScheduledExecutor(),
              nanos::get)) {
        Task task = bench.running(WorkerBench.agent("patient"));
        AtomicInteger stopped = new AtomicInteger();
        Lease lease = keeper.of(task, stopped::incrementAndGet, () -> {});
        keeper.begin(lease);
        nanos.addAndGet(rhythm.settling().toNanos());
        assertThat(lease.confirm()).as("whoever got it waits as long").isFalse();
        bench.leases.hold(UUID.randomUUID(), List.of(task.attemptOf()), rhythm.length());
        nanos.incrementAndGet();
        assertThatThrownBy(lease::confirm).isInstanceOf(PluginException.class);
        assertThat(stopped).hasValue(1);
      }
    }
  }
}
