package io.aiops.studio.host.messaging;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * So many tasks at the same time. What finds no slot waits at the door, and begins in the order it
 * came: if each workspace has one at the door and sends the next when that one begins, all have
 * their turn.
 *
 * @param <T> what begins
 */
final class Slots<T extends Runnable> {

  /** What cannot be added is not in it: an array that cannot grow would have taken it before. */
  private final Queue<T> door = new ConcurrentLinkedQueue<>();

  private int free;

  Slots(int most) {
    free = most;
  }

  /** Begins at once, on this thread, or later, on that of whoever leaves. */
  void take(T begin) {
    synchronized (door) {
      if (free == 0) {
        door.add(begin);
        return;
      }
      free--;
    }
    begin.run();
  }

  /** What waits, the first in front. */
  List<T> door() {
    synchronized (door) {
      return List.copyOf(door);
    }
  }

  /** One that began is over. */
  void leave() {
    T next;
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
