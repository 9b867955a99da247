package io.aiops.studio.host.messaging;

import io.aiops.studio.host.observer.Metrics;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * What many workspaces on one broker cost, over a connection, on a journal that syncs. Arguments:
 * how many.
 */
final class LanesBench {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private LanesBench() {}

  public static void main(String[] arguments) throws Exception {
    int many = Integer.parseInt(arguments[0]);
    Set<UUID> workspaces =
        IntStream.range(0, many).mapToObj(i -> new UUID(7, i)).collect(Collectors.toSet());
    Path folder = Files.createTempDirectory("lanes");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
        ArtemisTaskQueue engine = connected()) {
      engine.serve(batch ->
          new Sends(
              batch.stream()
                  .map(each ->
                      SomeTask.of("agent", "echo")
                          .workspace(each.executionId())
                          .path("s" + UUID.randomUUID())
                          .task())
                  .toList(),
              List.of(),
              List.of()));
      say("workspaces", many);
      say("ms to the first task, no lane is there", start(engine, workspaces));
      waits(engine, 0);
      say("ms to the first task, all lanes are there", start(engine, workspaces));
      figures("all are empty", engine, workspaces);
      workspaces.forEach(each -> engine.send(new Command.Start(each)));
      waits(engine, many);
      figures("a task waits in each", engine, workspaces);
    }
  }

  private static ArtemisTaskQueue connected() {
    return new ArtemisTaskQueue(EmbeddedBroker.URL, "", "", Clock.systemUTC());
  }

  private static void waits(ArtemisTaskQueue queue, long tasks) {
    Awaitility.await().atMost(PATIENCE).until(() -> queue.depths().get("tasks") == tasks);
  }

  private static long start(ArtemisTaskQueue engine, Set<UUID> workspaces) throws Exception {
    engine.send(new Command.Start(workspaces.iterator().next()));
    waits(engine, 1);
    CountDownLatch ran = new CountDownLatch(1);
    try (ArtemisTaskQueue worker = connected()) {
      worker.know(workspaces);
      long began = System.nanoTime();
      worker.serve(
          (task, again, done) -> {
            ran.countDown();
            done.accept(Optional.empty());
          },
          64,
          Set.of("default"));
      ran.await();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() ->
              engine.counts().stream().filter(each -> each.consumers() > 0).count()
                  > workspaces.size());
      return millis;
    }
  }

  private static void figures(String when, ArtemisTaskQueue queue, Set<UUID> workspaces) {
    Metrics metrics = new Metrics(queue::depths);
    for (int i = 0; i < 3; i++) {
      say("ms for the queues page, " + when, millis(queue::counts));
      say("ms for a scrape of the metrics, " + when, millis(metrics::scrape));
      say(
          "ms for a look at a task of each, " + when,
          millis(() -> workspaces.forEach(each -> queue.counts("default", each))));
    }
    metrics.close();
  }

  private static long millis(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static void say(String what, long figure) {
    System.out.println(what + ": " + figure);
  }
}
