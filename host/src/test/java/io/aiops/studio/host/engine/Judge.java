package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Edge;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.execution.StepState.Status;
import java.util.List;
import java.util.Map;

/** Says of an execution that completed or failed whether it was right to end so. */
public final class Judge {

  private Judge() {}

  /** What must be, said in another way than the decider says it. */
  public static void judge(Scope scope, ExecutionStatus status) {
    boolean unhandled = false;
    for (StepState step : scope.steps()) {
      List<Edge> in = scope.incoming(step.step().id());
      boolean open = in.stream().anyMatch(edge -> !scope.step(edge.from()).status().terminal());
      boolean wanted = in.isEmpty() || in.stream().anyMatch(edge -> leads(scope, edge));
      switch (step.status()) {
        case SKIPPED -> assertThat(wanted).as(step.path() + " was skipped").isFalse();
        case PENDING -> {}
        default -> {
          assertThat(wanted).as(step.path() + " was begun").isTrue();
          assertThat(open).as(step.path() + " was begun too early").isFalse();
        }
      }
      if (step.status() == Status.FAILED) {
        boolean handled =
            scope.outgoing(step.step().id()).stream()
                .anyMatch(edge -> edge.on() == Edge.On.FAILURE);
        boolean goesOn = step.step().onFailure().then() == Step.OnFailure.Then.CONTINUE;
        assertThat(goesOn && !handled).as(step.path() + " was to go on").isFalse();
        unhandled |= !handled;
      }
      if (step.status() == Status.COMPLETED && step.items() != null && !step.planned()) {
        if (step.output() instanceof List<?> outputs) {
          assertThat(outputs).hasSize(step.items().size());
        } else {
          assertThat(step.output()).isEqualTo("stated");
        }
      }
    }
    assertThat(status).isEqualTo(unhandled ? ExecutionStatus.FAILED : ExecutionStatus.COMPLETED);
    if (!unhandled) {
      assertThat(scope.steps()).allMatch(step -> step.status().terminal());
    }
  }

  private static boolean leads(Scope scope, Edge edge) {
    StepState from = scope.step(edge.from());
    if (edge.on() == Edge.On.FAILURE) {
      return from.status() == Status.FAILED;
    }
    return from.status() == Status.COMPLETED
        && (edge.when() == null
            || from.output() instanceof Map<?, ?> chosen && edge.when().equals(chosen.get("case")));
  }
}
