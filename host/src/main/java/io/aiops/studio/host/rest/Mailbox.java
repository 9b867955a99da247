package io.aiops.studio.host.rest;

import io.aiops.studio.host.event.EventFeed.Notice;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a stream has still to tell: that there are new events, and the latest progress of each step.
 * It never grows with a slow reader: newer notices replace older ones.
 */
final class Mailbox {

  /**
   * @param moved events were appended
   * @param ended the execution has ended
   * @param progress the newest message by step
   */
  record Mail(boolean moved, boolean ended, Map<String, String> progress) {
    boolean empty() {
      return !moved && progress.isEmpty();
    }
  }

  private static final int MAX_STEPS = 200;

  private final Map<String, String> progress = new LinkedHashMap<>();
  private boolean moved;
  private boolean ended;

  /** Called by the engine: returns at once. */
  synchronized void put(Notice notice) {
    if (notice.step().isEmpty()) {
      moved = true;
      ended |= notice.terminal();
    } else if (progress.size() < MAX_STEPS || progress.containsKey(notice.step())) {
      progress.put(notice.step(), notice.progress());
    }
    notifyAll();
  }

  /** Waits for mail; empty mail if none comes in time. */
  synchronized Mail take(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!moved && progress.isEmpty()) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    Mail mail = new Mail(moved, ended, new LinkedHashMap<>(progress));
    moved = false;
    progress.clear();
    return mail;
  }
}
