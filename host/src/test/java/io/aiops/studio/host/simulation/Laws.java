package io.aiops.studio.host.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.engine.Judge;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.LimitStore;
import io.aiops.studio.host.execution.Verification;
import io.aiops.studio.host.taskqueue.Command;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What must hold of all executions of a world: at any time, and once nothing is left to do. */
final class Laws {

  private final World world;
  private final SimulatedDatabase database;

  Laws(World world) {
    this.world = world;
    this.database = world.database;
  }

  /** At no time more than there are places. */
  void withinBounds() {
    Map<UUID, Integer> running = new HashMap<>();
    for (Truth truth : database.truths.values()) {
      ExecutionState state = truth.state;
      if (state.limited() && !state.queued() && !state.status().terminal()) {
        UUID workflow = database.rows.header(state.id()).orElseThrow().workflowId();
        assertThat(running.merge(workflow, 1, Integer::sum))
            .as("at the same time of %s", state.workflow().name())
            .isLessThanOrEqualTo(state.workflow().queueing().executions());
      }
    }
    database.connections.withinBounds(database.truths.values());
  }

  /** The broker will not bring it again: the log must show it. */
  void acknowledged(Command command) {
    // Of a child that could not begin, there is none.
    Truth truth = database.truths.get(command.executionId());
    if (truth != null && !truth.shows(command)) {
      AssertionError lost = new AssertionError("lost: " + command + " by " + truth);
      world.broken(lost);
      throw lost;
    }
  }

  void ended() {
    assertThat(world.broker.empty()).as("left on the broker: %s", world.broker).isTrue();
    assertThat(database.rows.unkept(World.BEGIN, World.BEGIN, 1))
        .as("promises nobody kept")
        .isEmpty();
    assertThat(database.claims.standing(Library.WORKSPACE))
        .as("places lost")
        .isEqualTo(new LimitStore.Standing(0, 0));
    assertThat(database.connections.places.empty()).as("no place at a connection is left").isTrue();
    for (Truth truth : database.truths.values()) {
      ExecutionState state = truth.state;
      ExecutionStatus status = state.status();
      assertThat(status.terminal()).as("stuck: %s", truth).isTrue();
      assertThat(database.rows.header(state.id()).orElseThrow().status()).isEqualTo(status);
      if (status != ExecutionStatus.CANCELLED && state.undos().reason() == null) {
        Judge.judge(state.root(), status);
      }
      if (world.chance.oneIn(20)) {
        assertThat(Verification.of(database.rows, state.id(), state.sequence()).problem()).isNull();
      }
    }
  }
}
