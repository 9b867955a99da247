package io.aiops.studio.host.rest;

import io.aiops.studio.host.event.EventFeed.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Executions that have ended and that a reader has still to be told of; bounded. */
final class EndedMailbox {

  /**
   * @param ids in the order they ended
   * @param missed others ended too, and are forgotten: the reader was too slow, or the notices of
   *     another node were lost
   */
  record Mail(List<UUID> ids, boolean missed) {
    boolean empty() {
      return ids.isEmpty() && !missed;
    }
  }

  static final int MOST = 10_000;

  private List<UUID> ids = new ArrayList<>();
  private boolean missed;

  /** Called by the engine: returns at once. */
  synchronized void put(Notice notice) {
    if (notice != Notice.MISSED && !notice.terminal()) {
      return;
    }
    if (notice != Notice.MISSED && ids.size() < MOST) {
      ids.add(notice.executionId());
    } else {
      missed = true;
    }
    notifyAll();
  }

  /** Waits for mail; empty mail if none comes in time. */
  synchronized Mail take(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (ids.isEmpty() && !missed) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    Mail mail = new Mail(ids, missed);
    ids = new ArrayList<>();
    missed = false;
    return mail;
  }
}
