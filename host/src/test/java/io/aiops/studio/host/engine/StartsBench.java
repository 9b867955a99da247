package io.aiops.studio.host.engine;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long a start of one workspace takes to its first step beside another that starts thousands.
 * Arguments: how many that are, how many at a time, and how often it is tried.
 */
final class StartsBench {

  private static final String ECHO = "steps: [{id: a, kind: agent, agent: %s}]";
  private static final int WORKERS = 64;

  private StartsBench() {}

  public static void main(String[] arguments) throws Exception {
    int many = Integer.parseInt(arguments[0]);
    int atOnce = Integer.parseInt(arguments[1]);
    int times = Integer.parseInt(arguments[2]);
    Workshop flooding = new Workshop();
    Caller other = new Workshop().ada;
    flooding.save("flood", ECHO.formatted("many"));
    flooding.save(other.workspaceId(), "one", ECHO.formatted("one"));
    BlockingQueue<Long> began = new LinkedBlockingQueue<>();
    BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
    FakePlugins plugins =
        new FakePlugins()
            .agent(
                "many",
                (task, context) -> {
                  begun.add(System.nanoTime());
                  return new AgentResult.Completed("done");
                })
            .agent(
                "one",
                (task, context) -> {
                  began.add(System.nanoTime());
                  return new AgentResult.Completed("done");
                });
    try (Database database = TestDatabase.create();
        EmbeddedBroker broker = EmbeddedBroker.start(Files.createTempDirectory("starts"));
        TestNode node =
            new TestNode(database, flooding, new ArtemisTaskQueue(broker, Clock.systemUTC()));
        ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      node.queue.serve(node.engine());
      node.queue.serve(node.worker(plugins), WORKERS, Set.of("default"));
      for (int i = 0; i < times; i++) {
        flood(node, threads, many, flooding.ada, begun);
      }
      List<Double> alone = new ArrayList<>();
      List<Double> beside = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        alone.add(one(node, other, began));
        List<Future<UUID>> starts = starts(node, threads, many, flooding.ada);
        while (begun.size() < many / 4) {
          Thread.onSpinWait();
        }
        beside.add(one(node, other, began));
        ended(starts, many, begun);
      }
      say("alone", alone);
      say("beside " + many, beside);
    }
  }

  private static List<Future<UUID>> starts(
      TestNode node, ExecutorService threads, int many, Caller caller) {
    List<Future<UUID>> starts = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      starts.add(threads.submit(() -> node.start(caller, "flood", Map.of())));
    }
    return starts;
  }

  private static void flood(
      TestNode node, ExecutorService threads, int many, Caller caller, BlockingQueue<Long> began)
      throws Exception {
    ended(starts(node, threads, many, caller), many, began);
  }

  private static void ended(List<Future<UUID>> starts, int many, BlockingQueue<Long> began)
      throws Exception {
    for (Future<UUID> start : starts) {
      start.get();
    }
    for (int i = 0; i < many; i++) {
      began.take();
    }
  }

  /** Milliseconds from before the call to the beginning of the first step. */
  private static double one(TestNode node, Caller caller, BlockingQueue<Long> began)
      throws InterruptedException {
    long before = System.nanoTime();
    node.start(caller, "one", Map.of());
    return (began.take() - before) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static void say(String what, List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(each -> each).sorted().toArray();
    System.out.printf(
        "ms from a start to its first step, %s: median %.1f, longest %.1f, all %s%n",
        what, sorted[sorted.length / 2], sorted[sorted.length - 1], Arrays.toString(sorted));
  }
}
