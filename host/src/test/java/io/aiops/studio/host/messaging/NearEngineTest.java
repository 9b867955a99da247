package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Command;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.junit.jupiter.api.Test;

class NearEngineTest {

  private static final Command LOOK = new Command.Look(new UUID(0, 1));

  private final NearEngine near = new NearEngine();
  private final List<Boolean> heard = new ArrayList<>();

  @Test
  void it_is_told_nothing_before_it_is_there() {
    assertThat(near.tell(LOOK, heard::add)).isFalse();
    near.open();
    assertThat(near.tell(LOOK, heard::add)).isTrue();
    assertThat(near.arrived()).hasSize(1);
    assertThat(heard).isEmpty();
  }

  /** The broker takes a message that was acknowledged for all before it: none may be missing. */
  @Test
  void when_it_closes_who_told_it_hears_so_and_messages_stay() {
    near.open();
    Delivery first = new Delivery(1, new CoreMessage(1, 64), 1, 1);
    Delivery second = new Delivery(1, new CoreMessage(2, 64), 1, 1);
    near.arrived().add(first);
    assertThat(near.tell(LOOK, heard::add)).isTrue();
    near.arrived().add(second);
    near.close();
    assertThat(heard).containsExactly(false);
    assertThat(near.arrived()).containsExactly(first, second);
    assertThat(near.tell(LOOK, heard::add)).isFalse();
    assertThat(heard).hasSize(1);
  }

  @Test
  void more_than_it_can_take_goes_another_way() {
    near.open();
    int told = 0;
    while (near.tell(LOOK, heard::add)) {
      told++;
      assertThat(told).isLessThan(100_000);
    }
    assertThat(near.arrived()).hasSize(told);
  }

  @Test
  void a_few_large_results_are_more_than_it_can_take_until_they_are_decided_on() {
    near.open();
    Command large = outcome(List.of(Map.of("text", "x".repeat(4 * 1024 * 1024))));
    int told = 0;
    while (near.tell(large, heard::add)) {
      told++;
      assertThat(told).isLessThan(16);
    }
    assertThat(told).isGreaterThan(3);
    assertThat(near.tell(outcome("small"), heard::add)).isTrue();
    for (Arrival arrival : near.arrived()) {
      ((Told) arrival).done().accept(true);
    }
    for (int again = 0; again < told; again++) {
      assertThat(near.tell(large, heard::add)).isTrue();
    }
    assertThat(near.tell(large, heard::add)).isFalse();
  }

  @Test
  void what_is_too_large_alone_is_refused_and_takes_no_room() {
    near.open();
    Command whole = outcome(Collections.nCopies(2_000_000, 1));
    assertThat(near.tell(whole, heard::add)).isFalse();
    assertThat(near.tell(outcome("x".repeat(16 * 1024 * 1024)), heard::add)).isTrue();
    assertThat(heard).isEmpty();
  }

  private static Command outcome(Object output) {
    return new Command.Outcome(
        new UUID(0, 1), "step", 1, Command.Result.completed(output, List.of()));
  }
}
