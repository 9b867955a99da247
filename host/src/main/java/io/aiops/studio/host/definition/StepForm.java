package io.aiops.studio.host.definition;

import io.aiops.studio.host.definition.Step.AgentWork;
import io.aiops.studio.host.definition.Step.ApprovalWork;
import io.aiops.studio.host.definition.Step.OnFailure;
import io.aiops.studio.host.definition.Step.Work;
import io.aiops.studio.host.definition.Step.WorkflowWork;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the text says of one step, with what undoes it and what it falls back to. */
final class StepForm {

  /** Kinds whose steps call what may not answer. */
  private static final List<String> CALLS = List.of("agent", "tool");

  /** Kinds whose steps have effects that may be undone. */
  private static final Set<String> UNDOABLE = Set.of("agent", "tool", "transform", "workflow");

  private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

  private StepForm() {}

  /**
   * @param depth how deep it stands in lists, 1 for one in the workflow itself
   */
  static Step read(Reading in, PoolForm pools, int depth) {
    String id = in.text("id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      in.problem(
          "id", "is '" + id + "'; expected a letter, then up to 63 letters, digits, '_' and '-'");
    }
    String kind = in.text("kind");
    Work work = WorkForm.read(in, kind, pools, depth);
    String title = in.text("title", id);
    in.text("description", "");
    Retry retry = FailureForm.retry(in, work instanceof WorkflowWork ? Retry.NONE : Retry.DEFAULT);
    Step.Timeouts timeouts = TimesForm.timeouts(in, work);
    String pool = pools.read(in);
    Step undo = undo(in, id, title, kind, pool);
    Step plain =
        new Step(
            id,
            title,
            work,
            retry,
            work instanceof ApprovalWork asks ? asks.approval().timeout() : in.duration("timeout"),
            timeouts,
            FailureForm.onFailure(in),
            pool,
            undo,
            null);
    Step step = plain.or(fallback(in, plain));
    if (WorkForm.KINDS.contains(kind)) {
      in.close();
    }
    return step;
  }

  private static @Nullable Step undo(
      Reading of, String id, String title, String kind, @Nullable String pool) {
    if (!of.has("undo") || !UNDOABLE.contains(kind)) {
      return null;
    }
    Reading in = of.within("undo");
    Work work = WorkForm.call(in);
    if (work instanceof AgentWork agent && !agent.approve().isEmpty()) {
      in.problem("approve", "is not for what undoes a step: nobody may be there to decide");
    }
    if (in.has("approval") && work instanceof AgentWork) {
      in.problem("approval", "is not for what undoes a step: nobody may be there to decide");
    }
    Retry retry = FailureForm.retry(in, Retry.DEFAULT);
    Step undo =
        new Step(
            id + Step.UNDO,
            "Undo " + title,
            work,
            retry,
            in.duration("timeout"),
            Step.Timeouts.NONE,
            OnFailure.DEFAULT,
            pool,
            null,
            null);
    in.close();
    return undo;
  }

  /** The step as it falls back: another model for its agent, or other work altogether. */
  private static @Nullable Step fallback(Reading of, Step step) {
    if (!of.has("fallback") || !CALLS.contains(step.work().kind())) {
      return null;
    }
    Reading in = of.within("fallback");
    if (step.undo() != null) {
      of.problem(
          "fallback", "is not for a step with 'undo': what undoes it would not know which one ran");
    }
    Work work =
        step.work() instanceof AgentWork agent && !in.has("kind")
            ? agent.asking(in.text("model"))
            : WorkForm.call(in);
    Retry retry = FailureForm.retry(in, Retry.DEFAULT);
    Step fallback =
        new Step(
            step.id(),
            step.title(),
            work,
            retry,
            in.duration("timeout"),
            step.timeouts(),
            step.onFailure(),
            step.pool(),
            null,
            null);
    in.close();
    return fallback;
  }
}
