package io.aiops.studio.cli.cluster.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The nodes behind the proxy, and which of them take requests now. */
final class Nodes implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Where a node listens. */
  record Node(String name, int port) {}

  private final List<Node> all;
  private final Map<Node, Boolean> ready = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ready").daemon().factory());

  Nodes(List<Node> all) {
    this.all = List.copyOf(all);
  }

  /** Asks each of them again and again whether it is ready. */
  void watch() {
    clock.scheduleWithFixedDelay(
        () -> all.forEach(this::ask), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask(Node node) {
    HttpRequest question =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/health/ready".formatted(node.port())))
            .timeout(PATIENCE)
            .build();
    http.sendAsync(question, BodyHandlers.discarding())
        .whenComplete(
            (answer, failure) -> ready.put(node, failure == null && answer.statusCode() == 200));
  }

  /** It did not take a connection: no requests until it says again that it is ready. */
  void away(Node node) {
    ready.put(node, false);
  }

  /**
   * The next in turn, or the one that has the person's pages.
   *
   * @param sticky name of the node that had the person's last request; empty if any will do
   * @param tried those that did not take this request
   */
  Optional<Node> next(String sticky, Set<Node> tried) {
    List<Node> able =
        all.stream()
            .filter(node -> ready.getOrDefault(node, false) && !tried.contains(node))
            .toList();
    Optional<Node> same = able.stream().filter(node -> node.name().equals(sticky)).findFirst();
    if (same.isPresent() || able.isEmpty()) {
      return same;
    }
    return Optional.of(able.get(Math.floorMod(turn.getAndIncrement(), able.size())));
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    http.shutdownNow();
  }
}
