package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.server.Pause;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The most memory a process is resident in while this is open, looked at each quarter second. */
final class Peak implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(250);

  private final AtomicLong kib = new AtomicLong();
  private final Thread thread;

  Peak(long pid, Pause pause) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("peak")
            .start(() -> {
              try {
                while (true) {
                  kib.accumulateAndGet(Processes.residentKib(pid), Math::max);
                  pause.of(LOOK);
                }
              } catch (InterruptedException e) {
                // Closed.
                Thread.currentThread().interrupt();
              }
            });
  }

  long mib() {
    return kib.get() / 1024;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
