package io.aiops.studio.host.engine;

import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import java.util.UUID;

/** Nobody listens. */
final class Unheard implements EventSink {

  @Override
  public void appended(Append append) {}

  @Override
  public void progress(UUID workspaceId, UUID executionId, String step, String message) {}
}
