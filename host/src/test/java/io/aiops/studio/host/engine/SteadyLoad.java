package io.aiops.studio.host.engine;

import io.aiops.studio.host.query.ExecutionViews.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** Starts executions of a workflow, some at once, until it is closed. */
final class SteadyLoad implements AutoCloseable {

  private static final int AT_ONCE = 4;

  private final TestNode node;
  private final String workflow;
  private final ConcurrentLinkedQueue<UUID> started = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  SteadyLoad(TestNode node, String workflow) {
    this.node = node;
    this.workflow = workflow;
    for (int i = 0; i < AT_ONCE; i++) {
      threads.add(Thread.ofPlatform().start(this::run));
    }
  }

  private void run() {
    while (!over) {
      UUID id = node.start(workflow);
      started.add(id);
      node.ended(id);
    }
  }

  void awaitMore(int executions) {
    int before = started.size();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> started.size() >= before + executions);
  }

  /** How many ended in which way. */
  Map<Status, Integer> ended() {
    Map<Status, Integer> count = new HashMap<>();
    started.forEach(id -> count.merge(node.ended(id).summary().status(), 1, Integer::sum));
    return count;
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
