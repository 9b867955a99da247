package io.aiops.studio.host;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RepairTest {

  @Test
  void a_look_that_threw_an_error_is_not_the_last() {
    AtomicInteger looks = new AtomicInteger();
    try (Repair repair =
        new Repair(
            () -> {
              if (looks.incrementAndGet() < 3) {
                throw new OutOfMemoryError("heap");
              }
              return 0;
            },
            Duration.ofMillis(5))) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> repair.lastLook().getEpochSecond() > 0);
    }
  }
}
