package io.aiops.studio.host.rest;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many event streams each person has open. */
final class OpenStreams {

  static final int PER_PERSON = 50;

  private final ConcurrentMap<UUID, Integer> open = new ConcurrentHashMap<>();

  /**
   * @throws RefusedException 429 if the person has as many as they may
   */
  void enter(UUID userId) {
    open.compute(
        userId,
        (id, count) -> {
          int before = count == null ? 0 : count;
          if (before >= PER_PERSON) {
            throw RefusedException.tooMany(
                "You have %d event streams open; close one first.".formatted(before), 5);
          }
          return before + 1;
        });
  }

  void leave(UUID userId) {
    open.computeIfPresent(userId, (id, count) -> count <= 1 ? null : count - 1);
  }
}
