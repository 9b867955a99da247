package io.aiops.studio.host.messaging;

/**
 * How much of what came over a connection may wait in this process. Whoever hands over waits for
 * room, asks for no more meanwhile, and so what would be beyond it stays with the broker.
 */
final class Room {

  private final long most;
  private long used;
  private boolean lifted;

  /**
   * @param most in whatever is counted
   */
  Room(long most) {
    this.most = most;
  }

  /** Waits until there is room for so much; what is more than all of it has it alone. */
  synchronized void enter(long much) throws InterruptedException {
    while (!lifted && used > 0 && used + much > most) {
      wait();
    }
    used += much;
  }

  synchronized void leave(long much) {
    used -= much;
    notifyAll();
  }

  /** Nobody waits any more: whoever does would be waited for. */
  synchronized void lift() {
    lifted = true;
    notifyAll();
  }

  /** It counts again. */
  synchronized void lower() {
    lifted = false;
  }
}
