package io.aiops.studio.host.worker;

import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.taskqueue.Task;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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
      keeper.begin(keeper.of(task, () -> {}));
      Awaitility.await().until(() -> !bench.leases.of(task.executionId()).isEmpty());
    }
  }
}
