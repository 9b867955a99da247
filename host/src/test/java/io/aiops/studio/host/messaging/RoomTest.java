package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RoomTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Room room = new Room(10);
  private final AtomicBoolean entered = new AtomicBoolean();

  private Thread entering(long much) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            room.enter(much);
            entered.set(true);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void awaitWaiting(Thread thread) {
    Awaitility.await().atMost(PATIENCE).until(() -> thread.getState() == Thread.State.WAITING);
    assertThat(entered).isFalse();
  }

  @Test
  void what_does_not_fit_waits_until_it_does() throws InterruptedException {
    room.enter(6);
    room.enter(4);
    Thread waits = entering(5);
    awaitWaiting(waits);
    room.leave(4);
    awaitWaiting(waits);
    room.leave(6);
    assertThat(waits.join(PATIENCE)).isTrue();
    assertThat(entered).isTrue();
  }

  @Test
  void what_is_more_than_all_of_it_has_it_alone() throws InterruptedException {
    room.enter(1);
    Thread waits = entering(100);
    awaitWaiting(waits);
    room.leave(1);
    assertThat(waits.join(PATIENCE)).isTrue();
    Thread next = entering(1);
    entered.set(false);
    awaitWaiting(next);
    room.leave(100);
    assertThat(next.join(PATIENCE)).isTrue();
  }

  @Test
  void nobody_waits_while_it_is_lifted_and_what_entered_counts() throws InterruptedException {
    room.enter(10);
    Thread waits = entering(10);
    awaitWaiting(waits);
    room.lift();
    assertThat(waits.join(PATIENCE)).isTrue();
    room.lower();
    entered.set(false);
    Thread next = entering(1);
    awaitWaiting(next);
    room.leave(10);
    awaitWaiting(next);
    room.leave(10);
    assertThat(next.join(PATIENCE)).isTrue();
  }
}
