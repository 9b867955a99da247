package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.execution.Cone;
import io.aiops.studio.host.execution.Creation;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Parent;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From what an execution may be asked to go on, and where. */
final class RerunRules {

  private static final Pattern PATH =
      Pattern.compile("([A-Za-z_][\\w-]*\\[\\d{1,6}]/)*[A-Za-z_][\\w-]*");

  private static final int LONGEST_DIAGNOSIS = 10_000;

  private RerunRules() {}

  /**
   * @throws ConflictException if it is not to be retried, or not now
   */
  static void checkRetry(ExecutionStore store, Header header) {
    if (!header.status().terminal() || header.status() == ExecutionStatus.COMPLETED) {
      throw new ConflictException(
          "The execution %s is %s; only one that failed or was cancelled is retried. Fork it at a step instead."
              .formatted(header.id(), header.status()));
    }
    checkParent(store, header);
  }

  /**
   * Beside what those whose step it is may begin, with the same keys, one would be taken for the
   * other.
   */
  private static void checkParent(ExecutionStore store, Header header) {
    for (Header around : above(store, header)) {
      if (!around.status().terminal()) {
        throw new ConflictException(
            "The execution %s is a step of %s, which has not ended: that one's next attempt goes on from it. Retry %2$s once it has ended, or fork this one."
                .formatted(header.id(), around.id()));
      }
    }
  }

  /** Those whose step it is, however far up. */
  private static List<Header> above(ExecutionStore store, Header header) {
    List<Header> above = new ArrayList<>();
    Parent parent = header.parent();
    while (parent != null) {
      Header around = store.header(parent.executionId()).orElse(null);
      if (around != null) {
        above.add(around);
      }
      parent = around == null ? null : around.parent();
    }
    return above;
  }

  /** Why it is not retried beside another one that goes on with the same keys. */
  static ConflictException goneOn(ExecutionStore store, Header header, Creation.GoneOn gone) {
    String how = "goes on from it already";
    if (!gone.execution().equals(header.id())) {
      boolean step =
          above(store, header).stream().anyMatch(around -> around.id().equals(gone.execution()));
      how =
          (step
                  ? "goes on from %s, of which this one is a step"
                  : "goes on from %s, which is a step of this one")
              .formatted(gone.execution());
    }
    return new ConflictException(
        ("The execution %s is not retried: %s %s, with the same keys towards outside systems, and one would undo or do again what the other counts on."
                + " Retry %2$s if it failed or was cancelled, or fork this one at a step.")
            .formatted(header.id(), gone.by(), how));
  }

  /**
   * @throws InvalidException if the running execution cannot be taken back to the step
   * @throws ConflictException if it cannot be now
   */
  static void checkBegun(ExecutionState state, Rerun.RollBack rollback) {
    checkStep(state.workflow(), rollback.step(), state::plan);
    StepState step = state.find(rollback.step());
    if (step == null) {
      throw new InvalidException(
          "step",
          "is '%s', an item that is done or has not begun; roll back its list instead"
              .formatted(rollback.step()));
    }
    if (step.status() == StepState.Status.PENDING) {
      throw new InvalidException(
          "step",
          "is '%s', which has not begun; nothing is to be rolled back".formatted(rollback.step()));
    }
    String atWork = Undoing.atWork(state, rollback.step());
    if (atWork != null) {
      throw new ConflictException(
          "The step '%s' is at work, and what it does is to be undone if the execution fails later; roll back once it has ended, or cancel the execution."
              .formatted(atWork));
    }
  }

  static void checkRuns(ExecutionState state) {
    if (state.status() == ExecutionStatus.COMPENSATING) {
      throw new ConflictException(
          "The execution %s is being undone; roll it back, or retry it, once it has ended."
              .formatted(state.id()));
    }
  }

  static void checkDiagnosis(String diagnosis) {
    if (diagnosis.isBlank() || diagnosis.length() > LONGEST_DIAGNOSIS) {
      throw new InvalidException(
          "diagnosis",
          "has %d characters; expected 1 to %d: say what is wrong with the step's result"
              .formatted(diagnosis.length(), LONGEST_DIAGNOSIS));
    }
  }

  /**
   * @param plans what was planned at a path
   * @throws InvalidException if there is no such step
   */
  static void checkStep(Workflow workflow, String path, Function<String, @Nullable Body> plans) {
    boolean known = PATH.matcher(path).matches();
    try {
      if (known) {
        new Cone(workflow.body(), path, plans);
      }
    } catch (NoSuchElementException e) {
      known = false;
    }
    if (!known) {
      throw new InvalidException(
          "step",
          "is '%s', which is no step of %s; expected a path such as 'parse' or 'tickets[3]/classify'"
              .formatted(path, workflow.name()));
    }
  }
}
