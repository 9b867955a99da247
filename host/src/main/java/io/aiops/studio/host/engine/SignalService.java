package io.aiops.studio.host.engine;

import io.aiops.studio.host.identity.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells running executions what they wait for. */
public interface SignalService {

  /**
   * @param name 1 to 200 characters; steps wait for a name
   * @param payload JSON-like, at most 64 KiB as JSON; the output of the step that takes it
   * @param id a second signal with the same is ignored, 1 to 200 characters; null: a new one
   */
  record Signal(String name, @Nullable Object payload, @Nullable String id) {}

  /**
   * It is durable when this returns, and kept until a step waits for it.
   *
   * @return its id
   * @throws io.aiops.studio.host.problem.NotFoundException if there is no such execution
   * @throws io.aiops.studio.host.problem.ConflictException if it has ended, or keeps 1,000 signals
   *     that no step has taken
   * @throws io.aiops.studio.host.problem.InvalidException naming what breaks a bound
   */
  String send(Caller caller, UUID executionId, Signal signal);
}
