package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.Turn.Loaded;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many states are kept: bounded by their number, and by what they take. */
class StatesTest {

  private static final int MIB = 1024 * 1024;

  private static Loaded state(int characters) {
    UUID id = UUID.randomUUID();
    UUID workspace = UUID.randomUUID();
    ExecutionState state =
        new ExecutionState(
            id,
            workspace,
            WorkflowReader.read(
                    "schema: aiops-studio/workflow/v1\nname: t\n"
                        + "steps: [{id: a, kind: agent, agent: echo}]")
                .workflow()
                .orElseThrow());
    Event started =
        new Event.ExecutionStarted(id, "t", 1, Map.of("text", "x".repeat(characters)), "ada", null);
    state.apply(started, Instant.EPOCH);
    Append.of(state, 1, Instant.EPOCH, List.of(started), null);
    Header header =
        new Header(
            id,
            workspace,
            UUID.randomUUID(),
            "t",
            1,
            ExecutionStatus.RUNNING,
            Map.of(),
            "ada",
            Instant.EPOCH,
            "",
            1,
            null,
            4);
    return new Loaded(header, state, Row.of(null));
  }

  private static long kept(int most, long bytes, int many, int characters) {
    Cache<UUID, Loaded> cache = States.cache(most, bytes);
    for (int i = 0; i < many; i++) {
      Loaded loaded = state(characters);
      cache.put(loaded.state().id(), loaded);
    }
    cache.cleanUp();
    return cache.estimatedSize();
  }

  @Test
  void small_ones_are_bounded_by_their_number() {
    assertThat(kept(100, 100L * MIB, 300, 10)).isEqualTo(100);
  }

  @Test
  void large_ones_are_bounded_by_what_they_take() {
    assertThat(kept(1_000, 10L * MIB, 30, MIB / 2)).isBetween(8L, 10L);
  }

  @Test
  void one_of_any_size_is_kept_beside_others() {
    assertThat(kept(1_000, MIB, 8, 2 * MIB)).isEqualTo(8);
  }
}
