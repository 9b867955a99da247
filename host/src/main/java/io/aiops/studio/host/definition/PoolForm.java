package io.aiops.studio.host.definition;

import org.jspecify.annotations.Nullable;

/**
 * What the text says of the pool that tasks go to. Those of a plan go where the plan step's go, so
 * that its own text names none.
 *
 * @param planned whether it is the text of a plan
 * @param ofPlan the pool of the plan step; null for the workflow's
 */
record PoolForm(boolean planned, @Nullable String ofPlan) {

  static final PoolForm WORKFLOW = new PoolForm(false, null);

  static PoolForm plan(@Nullable String pool) {
    return new PoolForm(true, pool);
  }

  /** Null for the workflow's. */
  @Nullable String read(Reading in) {
    String pool = in.text("pool", "");
    if (planned) {
      if (in.has("pool")) {
        in.problem("pool", "is not for a plan: its tasks go to the workers of the plan step");
      }
      return ofPlan;
    }
    if (!in.has("pool")) {
      return null;
    }
    if (in.any("pool") instanceof String && !Queueing.isPool(pool)) {
      in.problem("pool", "is '" + pool + "'; " + Queueing.POOL_EXPECTED);
    }
    return pool;
  }
}
