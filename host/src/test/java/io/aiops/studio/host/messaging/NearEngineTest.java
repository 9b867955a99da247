package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Command;
import java.util.ArrayList;
import java.util.List;
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
    Delivery first = new Delivery(1, new CoreMessage(1, 64), 1);
    Delivery second = new Delivery(1, new CoreMessage(2, 64), 1);
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
}
