package io.aiops.studio.cli.chaos;

import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.NoAnswerException;
import io.aiops.studio.cli.server.Pause;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Starts executions as a careful program does, each under its own key and again until it is
 * answered, and looks after them until they have ended.
 */
final class Flight {

  /** More than that without an owner or an event is an execution that was forgotten. */
  static final Duration FORGOTTEN = Duration.ofSeconds(60);

  private static final Duration AGAIN = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int PAGE = 200;
  private static final int REFUSED_EACH = 10;

  /**
   * @param rate starts a second; 0 for as many as may be in flight
   * @param seed begins the keys, so that a second run is no repetition
   */
  record Plan(int executions, int inFlight, double rate, long seed, Duration limit) {}

  /**
   * How one ended.
   *
   * @param at since the beginning
   * @param took from the first request to start it until it was seen to have ended
   */
  record Ended(Duration at, Duration took, boolean right) {}

  private record Open(int number, long begun) {}

  private final Api api;
  private final Plan plan;
  private final Book book;
  private final People people;
  private final Pause pause;
  private final long begun = System.nanoTime();
  private final Semaphore room;
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Set<String> ownerless = ConcurrentHashMap.newKeySet();
  private final AtomicInteger startsAgain = new AtomicInteger();
  private final AtomicInteger missedLooks = new AtomicInteger();
  private final AtomicInteger unstarted = new AtomicInteger();

  Flight(Api api, Plan plan, Book book, Pause pause) {
    this.api = api;
    this.plan = plan;
    this.book = book;
    this.people = new People(api);
    this.pause = pause;
    this.room = new Semaphore(plan.inFlight());
  }

  /** Comes back when all have ended, or when the time is over. */
  void run() throws InterruptedException {
    try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
      Thread watch = Thread.ofVirtual().start(this::watch);
      for (int number = 0; number < plan.executions() && !late(); number++) {
        keepPace(number);
        if (room.tryAcquire(left().toMillis(), TimeUnit.MILLISECONDS)) {
          int mine = number;
          starters.submit(() -> start(mine));
        }
      }
      starters.shutdown();
      if (!starters.awaitTermination(left().toMillis() + 1, TimeUnit.MILLISECONDS)) {
        starters.shutdownNow();
      }
      watch.join();
    }
  }

  private void keepPace(int number) throws InterruptedException {
    if (plan.rate() > 0) {
      long due = begun + (long) (number / plan.rate() * 1e9);
      Duration early = Duration.ofNanos(due - System.nanoTime());
      if (early.isPositive()) {
        pause.of(early);
      }
    }
  }

  private static boolean refused(int number) {
    return number % REFUSED_EACH == REFUSED_EACH - 1;
  }

  private void start(int number) {
    long first = System.nanoTime();
    try {
      while (!late()) {
        try {
          JsonNode started =
              api.post(
                  Resource.of("executions"),
                  Map.of(
                      "workflow", ChaosWorkflow.NAME, "inputs", Map.of("refused", refused(number))),
                  Map.of("Idempotency-Key", "chaos-" + plan.seed() + "-" + number));
          String id = Json.text(started, "id");
          // Kept until its step waits; a second one with the same id is none.
          api.post(
              Resource.of("executions", id, "signals"),
              Map.of("name", ChaosWorkflow.SIGNAL, "id", ChaosWorkflow.SIGNAL),
              Map.of());
          open.put(id, new Open(number, first));
          return;
        } catch (NoAnswerException e) {
          startsAgain.incrementAndGet();
        } catch (RefusedException e) {
          if (e.status() < 500 && e.status() != 429) {
            wrong.add("Start " + number + " was refused: " + e.getMessage());
            break;
          }
          startsAgain.incrementAndGet();
        }
        pause.of(AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    unstarted.incrementAndGet();
    room.release();
  }

  private void watch() {
    try {
      while (!done()) {
        pause.of(LOOK);
        try {
          look();
          people.decide(Set.copyOf(open.keySet()));
        } catch (NoAnswerException | RefusedException e) {
          // Everything may be away for a moment: the next look tells.
          missedLooks.incrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The newest in one page; those that are not in it one by one. */
  private void look() {
    Set<String> asked = new HashSet<>(open.keySet());
    if (asked.isEmpty()) {
      return;
    }
    for (JsonNode summary :
        Json.items(
            api.get(
                Resource.of("executions")
                    .with("workflow", ChaosWorkflow.NAME)
                    .with("limit", PAGE)))) {
      String id = Json.text(summary, "id");
      if (asked.remove(id)) {
        settle(id, Json.text(summary, "status"));
      }
    }
    for (String id : asked) {
      if (late()) {
        return;
      }
      settle(id, Json.text(api.get(Resource.of("executions", id)).path("summary"), "status"));
    }
  }

  private void settle(String id, String status) {
    Open one = open.get(id);
    if (one == null) {
      return;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - one.begun());
    switch (status) {
      case "COMPLETED", "FAILED", "CANCELLED" -> {
        String right = refused(one.number()) ? "FAILED" : "COMPLETED";
        boolean good =
            status.equals(right)
                && answered(id, status)
                && book.complete(id, refused(one.number()));
        if (!good) {
          wrong.add("Execution " + id + " is " + status + "; expected " + right + ".");
        }
        ended.add(new Ended(Duration.ofNanos(System.nanoTime() - begun), took, good));
        open.remove(id);
        room.release();
      }
      default -> {
        if (took.compareTo(FORGOTTEN) > 0 && silent(id)) {
          ownerless.add(id);
        }
      }
    }
  }

  private boolean answered(String id, String status) {
    return !status.equals("COMPLETED")
        || Json.text(api.get(Resource.of("executions", id)).path("output"), "answer")
            .equals("noted");
  }

  /** Whether nothing has happened in it for a minute. */
  private boolean silent(String id) {
    JsonNode events = api.get(Resource.of("executions", id, "events").with("limit", PAGE));
    List<JsonNode> all = Json.items(events);
    return !all.isEmpty()
        && Instant.parse(Json.text(all.getLast(), "at")).isBefore(Instant.now().minus(FORGOTTEN));
  }

  boolean over() {
    return ended.size() + unstarted.get() >= plan.executions();
  }

  /** Whether nothing more is looked after: all have ended, or the time is over. */
  boolean done() {
    return over() || late();
  }

  private boolean late() {
    return left().isZero();
  }

  private Duration left() {
    Duration left = plan.limit().minusNanos(System.nanoTime() - begun);
    return left.isNegative() ? Duration.ZERO : left;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  List<Ended> ended() {
    return new ArrayList<>(ended);
  }

  /** Executions that did not reach their right state, one sentence each. */
  List<String> wrong() {
    List<String> all = new ArrayList<>(wrong);
    all.addAll(people.refusals());
    open.forEach(
        (id, one) -> all.add("Execution " + id + " (start " + one.number() + ") has not ended."));
    if (unstarted.get() > 0) {
      all.add(unstarted.get() + " executions could not be started in time.");
    }
    return all;
  }

  int ownerless() {
    return ownerless.size();
  }

  int startsAgain() {
    return startsAgain.get();
  }

  /** Looks that were not answered. */
  int missedLooks() {
    return missedLooks.get();
  }
}
