package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.PlaceStore.Holder;
import io.aiops.studio.host.execution.PlaceTurns.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets a place. */
class PlaceTurnsTest {

  private final UUID x = UUID.randomUUID();
  private final UUID y = UUID.randomUUID();
  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  private static Waiting waiting(UUID execution, String path, int priority, UUID... connections) {
    return new Waiting(new Holder(execution, path, 1, 0), Set.of(connections), priority);
  }

  private static List<String> paths(List<Holder> holders) {
    return holders.stream().map(Holder::path).toList();
  }

  @Test
  void priority_goes_first_then_who_has_fewest_then_who_asked_first() {
    PlaceTurns turns = new PlaceTurns(Map.of(x, 5));
    turns.running(one, Set.of(x));
    assertThat(
            paths(
                turns.choose(
                    List.of(
                        waiting(one, "a", 4, x),
                        waiting(one, "b", 4, x),
                        waiting(other, "c", 4, x),
                        waiting(other, "d", 4, x),
                        waiting(one, "urgent", 5, x)))))
        .containsExactly("urgent", "c", "d", "a");
  }

  @Test
  void who_needs_two_gets_both_or_none() {
    PlaceTurns turns = new PlaceTurns(Map.of(x, 1, y, 2));
    turns.running(one, Set.of(x));
    assertThat(turns.choose(List.of(waiting(other, "both", 4, x, y)))).isEmpty();
  }

  @Test
  void who_must_wait_for_two_is_not_waited_past_for_ever() {
    PlaceTurns turns = new PlaceTurns(Map.of(x, 1, y, 2));
    turns.running(one, Set.of(x));
    UUID third = UUID.randomUUID();
    List<Waiting> waiting =
        List.of(
            waiting(other, "both", 4, x, y),
            waiting(other, "both too", 4, y, x),
            waiting(third, "first", 4, y),
            waiting(third, "second", 4, y));
    assertThat(paths(turns.choose(waiting))).as("one place is kept").containsExactly("first");
  }

  @Test
  void a_connection_without_a_bound_takes_any_number() {
    PlaceTurns turns = new PlaceTurns(Map.of());
    assertThat(turns.choose(List.of(waiting(one, "a", 4, x), waiting(one, "b", 4, x)))).hasSize(2);
  }
}
