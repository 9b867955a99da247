package io.aiops.studio.ui.fake;

import io.aiops.studio.host.engine.LimitService;
import io.aiops.studio.host.identity.Caller;
import org.jspecify.annotations.Nullable;

/** A workspace without a limit, until a test sets one. */
public final class FakeLimits implements LimitService {

  private @Nullable Integer executions;

  @Override
  public Limits limits(Caller caller) {
    return new Limits(executions, 0, 0);
  }

  @Override
  public Limits bound(Caller caller, @Nullable Integer most) {
    executions = most;
    return limits(caller);
  }
}
