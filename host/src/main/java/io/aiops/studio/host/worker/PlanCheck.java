package io.aiops.studio.host.worker;

import io.aiops.studio.host.definition.Plan;
import io.aiops.studio.host.definition.WorkflowValidator;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.PlanBounds;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker that looks at each plan before it is told: whether there is what it names. The engine,
 * which asks nobody outside, checks its form and what it may use.
 */
public final class PlanCheck implements TaskQueue.Worker {

  private static final Logger LOG = LoggerFactory.getLogger(PlanCheck.class);

  private final TaskQueue.Worker worker;
  private final WorkflowValidator validator;

  public PlanCheck(TaskQueue.Worker worker, WorkflowValidator validator) {
    this.worker = worker;
    this.validator = validator;
  }

  @Override
  public void run(Task task, boolean again, Consumer<Optional<Outcome>> done) {
    PlanBounds bounds = task.plan();
    worker.run(
        task,
        again,
        bounds == null
            ? done
            : outcome -> done.accept(outcome.map(each -> checked(task, bounds, each))));
  }

  @Override
  public void watch(Supplier<List<Task>> door) {
    worker.watch(door);
  }

  @Override
  public void lost() {
    worker.lost();
  }

  private Outcome checked(Task task, PlanBounds bounds, Outcome outcome) {
    Result result = outcome.result();
    if (result.failure() != null || result.ask() != null || result.place() != null) {
      return outcome;
    }
    try {
      Plan plan =
          validator.validate(
              task.workspaceId(),
              result.output(),
              bounds.allow(),
              bounds.depth(),
              Set.copyOf(bounds.sees()));
      return plan.problems().isEmpty() ? outcome : refused(task, plan, outcome);
    } catch (RuntimeException e) {
      // Whatever it is, the outcome must be told. It is paid for, and keeps to what it may use: a
      // step that names what is not there says so.
      LOG.warn("Whether there is what {} names is not known: {}", task.path(), e.getMessage());
      return outcome;
    }
  }

  private static Outcome refused(Task task, Plan plan, Outcome outcome) {
    return new Outcome(
        outcome.executionId(),
        outcome.path(),
        outcome.attempt(),
        outcome.round(),
        Result.failed(
            new Failure(Plan.INVALID, Plan.told(plan.problems())),
            !task.kind().equals("transform"),
            outcome.result().calls()));
  }
}
