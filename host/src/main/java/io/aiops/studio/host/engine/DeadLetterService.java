package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands that could not be handled, for people and programs of their execution's workspace. */
public interface DeadLetterService {

  /** The newest hundred, newest first. Needs VIEW. */
  List<DeadLetter> list(Caller caller);

  /**
   * Needs VIEW.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has none with this id
   */
  DeadLetter get(Caller caller, UUID id);

  /**
   * Changes what it says; it is not sent by this. Needs ADMINISTER: it may say anything about the
   * execution.
   *
   * @param body the whole command
   * @throws io.aiops.studio.host.problem.InvalidException naming what the command cannot have, or
   *     lacks; of another execution it cannot be
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has none with this id
   */
  DeadLetter edit(Caller caller, UUID id, Map<String, @Nullable Object> body);

  /**
   * Gives it to the engine once more; it is not kept any longer. If it fails again, it comes back
   * as a new one. Needs RUN.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has none with this id
   */
  void sendAgain(Caller caller, UUID id);

  /**
   * Needs RUN.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has none with this id
   */
  void drop(Caller caller, UUID id);
}
