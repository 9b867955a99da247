package io.aiops.studio.host.event;

import io.aiops.studio.host.execution.ExecutionStore.Append;
import java.util.UUID;

/** Where the engine and the workers tell what has happened, after it is safe. Never blocks. */
public interface EventSink {

  /** Events were committed. */
  void appended(Append append);

  /**
   * A running task says how far it is. Not recorded.
   *
   * @param step the step's path
   */
  void progress(UUID workspaceId, UUID executionId, String step, String message);
}
