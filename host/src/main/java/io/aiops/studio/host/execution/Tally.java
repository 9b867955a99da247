package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Step;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Running sums over an execution's events, for the list of executions. */
public final class Tally {

  private int stepsDone;
  private int stepsKnown;
  private long inputTokens;
  private long outputTokens;
  private @Nullable BigDecimal cost;
  private @Nullable String currency;
  private boolean simulated;

  /** More steps to come: those of the workflow, and those of a list's items once it is opened. */
  void expect(int steps) {
    stepsKnown += steps;
  }

  /** What was rolled back is to come again. */
  void undo(int done, int known) {
    stepsDone -= done;
    stepsKnown -= known;
  }

  void count(Event event) {
    switch (event) {
      case Event.ItemsCompleted e -> stepsDone++;
      case Event.StepSkipped e -> stepsDone++;
      case Event.StepAdopted e -> stepsDone += e.failure() == null ? 1 : 0;
      case Event.StepCompleted e -> {
        stepsDone += Step.undoes(e.path()) ? 0 : 1;
        add(e.calls());
      }
      case Event.StepFailed e -> add(e.calls());
      case Event.PlanAdopted e -> add(e.calls());
      case Event.FallbackTaken e -> add(e.calls());
      default -> {}
    }
  }

  private void add(List<CallRecord> calls) {
    for (CallRecord call : calls) {
      inputTokens += call.inputTokens();
      outputTokens += call.outputTokens();
      simulated |= call.simulated();
      // One currency per execution: a second one would need an exchange rate nobody gave us.
      if (call.cost() != null && (currency == null || currency.equals(call.currency()))) {
        cost = cost == null ? call.cost() : cost.add(call.cost());
        currency = call.currency();
      }
    }
  }

  /** Completed, or skipped. */
  public int stepsDone() {
    return stepsDone;
  }

  /** All there are, as far as the lists are opened. */
  public int stepsKnown() {
    return stepsKnown;
  }

  public long inputTokens() {
    return inputTokens;
  }

  public long outputTokens() {
    return outputTokens;
  }

  public @Nullable BigDecimal cost() {
    return cost;
  }

  public @Nullable String currency() {
    return currency;
  }

  public boolean simulated() {
    return simulated;
  }
}
