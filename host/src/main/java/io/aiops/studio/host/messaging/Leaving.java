package io.aiops.studio.host.messaging;

/** Whether a session is given up; closed before the session is. */
final class Leaving implements AutoCloseable {

  private volatile boolean begun;

  boolean begun() {
    return begun;
  }

  @Override
  public void close() {
    begun = true;
  }
}
