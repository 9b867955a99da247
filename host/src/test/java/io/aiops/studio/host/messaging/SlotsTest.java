package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private final List<String> begun = new ArrayList<>();

  @Test
  void so_many_begin_at_once_and_the_others_in_the_order_they_came() {
    Slots<Runnable> slots = new Slots<>(2);
    for (String task : List.of("a", "b", "c", "d")) {
      slots.take(() -> begun.add(task));
    }
    assertThat(begun).containsExactly("a", "b");
    slots.leave();
    assertThat(begun).containsExactly("a", "b", "c");
    slots.leave();
    assertThat(begun).containsExactly("a", "b", "c", "d");
  }

  @Test
  void who_waits_at_the_door_can_be_seen() {
    Slots<Runnable> slots = new Slots<>(1);
    Runnable second = () -> begun.add("b");
    Runnable third = () -> begun.add("c");
    for (Runnable each : List.<Runnable>of(() -> begun.add("a"), second, third)) {
      slots.take(each);
    }
    assertThat(slots.door()).containsExactly(second, third);
    slots.leave();
    assertThat(slots.door()).containsExactly(third);
  }

  @Test
  void who_leaves_while_nobody_waits_leaves_a_slot() {
    Slots<Runnable> slots = new Slots<>(1);
    slots.take(() -> begun.add("a"));
    slots.leave();
    slots.take(() -> begun.add("b"));
    slots.take(() -> begun.add("c"));
    assertThat(begun).containsExactly("a", "b");
  }

  /** Whoever sends the next when its last begins has each second, third … turn, however many. */
  @Test
  void lanes_that_send_one_after_the_other_have_equal_shares_whoever_came_first() {
    Slots<Runnable> slots = new Slots<>(1);
    slots.take(() -> {});
    Lane flood = new Lane("flood", slots);
    flood.send();
    for (int turn = 0; turn < 50; turn++) {
      slots.leave();
    }
    for (String name : List.of("b", "c", "d")) {
      new Lane(name, slots).send();
    }
    begun.clear();
    for (int turn = 0; turn < 400; turn++) {
      slots.leave();
    }
    Map<String, Integer> shares = new HashMap<>();
    begun.forEach(name -> shares.merge(name, 1, Integer::sum));
    assertThat(shares).containsOnlyKeys("flood", "b", "c", "d");
    assertThat(shares.values()).allMatch(share -> share == 100);
    assertThat(begun.subList(0, 4)).containsExactlyInAnyOrder("flood", "b", "c", "d");
  }

  private final class Lane {
    private final String name;
    private final Slots<Runnable> slots;

    Lane(String name, Slots<Runnable> slots) {
      this.name = name;
      this.slots = slots;
    }

    void send() {
      slots.take(() -> {
        begun.add(name);
        send();
      });
    }
  }
}
