package io.aiops.studio.server.isolation;

import java.util.Map;
import java.util.UUID;

/** At what waits, and how much may run. */
final class QueueAttempts {

  private QueueAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/queues");
    attempts.shows("/queues/dead-letters");
    attempts.shows("/queues/limits");
    attempts.shows("/retention");
    attempts.setsOwn("/queues/limits", "executions", 999_983);
    attempts.setsOwn("/retention", "days", 36_499);
    // None can be made from outside; that a letter is its workspace's own, its store's contract
    // says.
    String letter = "/queues/dead-letters/" + UUID.randomUUID();
    attempts.add(
        "GET /queues/dead-letters/{id}", (mine, theirs) -> mine.api().get(letter).problem(404));
    attempts.add(
        "PUT /queues/dead-letters/{id}",
        (mine, theirs) -> mine.api().put(letter, Map.of("body", Map.of())).problem(404));
    attempts.add(
        "POST /queues/dead-letters/{id}/send",
        (mine, theirs) -> mine.api().post(letter + "/send", Map.of()).problem(404));
    attempts.add(
        "DELETE /queues/dead-letters/{id}",
        (mine, theirs) -> mine.api().delete(letter).problem(404));
  }
}
