package io.aiops.studio.host.messaging;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * So many tasks at the same time. What finds no slot waits at the door, and begins in the order it
 * came: if each workspace has one at the door and sends the next when that one begins, all have
 * their turn.
 */
final class Slots {

  private final Queue<Runnable> door = new ArrayDeque<>();
  private int free;

  Slots(int most) {
    free = most;
  }

  /** Begins at once, on this thread, or later, on that of whoever leaves. */
  void take(Runnable begin) {
    synchronized (door) {
      if (free == 0) {
        door.add(begin);
        return;
      }
      free--;
    }
    begin.run();
  }

  /** One that began is over. */
  void leave() {
    Runnable next;
    synchronized (door) {
      next = door.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    next.run();
  }
}
