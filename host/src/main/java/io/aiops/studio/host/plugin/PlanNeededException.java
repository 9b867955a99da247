package io.aiops.studio.host.plugin;

import io.aiops.studio.host.problem.ConflictException;

/** A change has consequences that somebody has to agree to first; nothing was changed. */
public final class PlanNeededException extends ConflictException {

  private static final long serialVersionUID = 1L;

  private final transient Plan plan;

  public PlanNeededException(Plan plan) {
    super(
        String.join(" ", PlanWords.asked(plan))
            + " Nothing was changed: apply it with the plan's token '"
            + plan.token()
            + "' if that is wanted.");
    this.plan = plan;
  }

  public Plan plan() {
    return plan;
  }
}
