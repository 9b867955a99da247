package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Catalog;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.WorkflowValidator;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.execution.PlanBounds;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is told of a plan depends on what there is. */
class PlanCheckTest {

  private static final UUID ID = new UUID(0, 1);

  private static final Step.PlanWork.Allow TOOLS =
      new Step.PlanWork.Allow(List.of(), List.of("*"), List.of(), List.of(), List.of());

  private static Result checked(Catalog catalog, PlanBounds bounds, Result given) {
    Task task = SomeTask.of("agent", "planner").path("plan").plan(bounds).task();
    List<Result> told = new ArrayList<>();
    new PlanCheck(
            (each, again, done) ->
                done.accept(Optional.of(new Outcome(ID, each.path(), each.attempt(), 0, given))),
            new WorkflowValidator(new Expressions(), catalog, new InMemoryWorkflowStore()))
        .run(task, false, outcome -> told.add(outcome.orElseThrow().result()));
    return told.getFirst();
  }

  private static Result plan(String tool) {
    return Result.completed("steps: [{id: a, kind: tool, tool: %s}]".formatted(tool), List.of());
  }

  @Test
  void a_plan_that_names_what_is_not_there_is_refused_and_may_be_made_again() {
    PlanBounds bounds = new PlanBounds(TOOLS, 1, List.of());
    Result refused = checked(new OneTool(), bounds, plan("mail/sent"));
    assertThat(refused.retryHelps()).isTrue();
    assertThat(refused.failure())
        .isEqualTo(
            new Failure(
                "invalid-plan",
                "The plan cannot be used: steps[0].tool: is 'mail/sent', but there is no such tool;"
                    + " there are [mail/send] — did you mean 'mail/send'?"));
    assertThat(checked(new OneTool(), bounds, plan("mail/send"))).isEqualTo(plan("mail/send"));
  }

  @Test
  void what_is_no_plan_or_failed_or_waits_is_told_as_it_is() {
    assertThat(checked(new OneTool(), null, plan("mail/sent"))).isEqualTo(plan("mail/sent"));
    Result failed = Result.failed(new Failure("timeout", "late"), true, List.of());
    PlanBounds bounds = new PlanBounds(TOOLS, 1, List.of());
    assertThat(checked(new OneTool(), bounds, failed)).isEqualTo(failed);
    Result asks = Result.asks(new Ask(null, "May I?", 1), List.of());
    assertThat(checked(new OneTool(), bounds, asks)).isEqualTo(asks);
    Result queues = Result.queues(new Place(ID, "llm"));
    assertThat(checked(new OneTool(), bounds, queues)).isEqualTo(queues);
  }

  @Test
  void a_plan_that_was_paid_for_is_not_lost_because_nobody_knows_what_there_is() {
    for (RuntimeException why :
        List.of(
            new UnavailableException("no database", new IllegalStateException()),
            new IllegalStateException("cancelled statement"))) {
      Catalog away =
          new OneTool() {
            @Override
            public Optional<Entry> tool(UUID workspaceId, String reference) {
              throw why;
            }
          };
      assertThat(checked(away, new PlanBounds(TOOLS, 1, List.of()), plan("mail/sent")))
          .isEqualTo(plan("mail/sent"));
    }
  }

  private static class OneTool implements Catalog {
    @Override
    public Optional<Entry> agent(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Entry> tool(UUID workspaceId, String reference) {
      return reference.equals("mail/send")
          ? Optional.of(new Entry(Map.of(), Map.of()))
          : Optional.empty();
    }

    @Override
    public boolean hasModel(UUID workspaceId, String reference) {
      return false;
    }

    @Override
    public boolean keeps(String plugin, String version) {
      return false;
    }

    @Override
    public List<String> names(UUID workspaceId, String kind) {
      return List.of("mail/send");
    }
  }
}
