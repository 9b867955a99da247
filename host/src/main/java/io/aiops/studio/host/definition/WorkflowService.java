package io.aiops.studio.host.definition;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workflows of the caller's workspace: list, read, validate, save as a new version, remove. */
public final class WorkflowService {

  public WorkflowService(WorkflowStore store, Catalog catalog, Audit audit, Clock clock) {}

  public List<WorkflowVersion> list(Caller caller, String search, int limit, int offset) {
    throw new UnsupportedOperationException("to be written");
  }

  public WorkflowVersion get(Caller caller, String name) {
    throw new UnsupportedOperationException("to be written");
  }

  public WorkflowVersion get(Caller caller, String name, int version) {
    throw new UnsupportedOperationException("to be written");
  }

  public List<WorkflowVersion> versions(Caller caller, String name) {
    throw new UnsupportedOperationException("to be written");
  }

  public Validation validate(Caller caller, String text) {
    throw new UnsupportedOperationException("to be written");
  }

  public WorkflowVersion save(Caller caller, String text, @Nullable Integer expectedVersion) {
    throw new UnsupportedOperationException("to be written");
  }

  public void remove(Caller caller, String name) {
    throw new UnsupportedOperationException("to be written");
  }
}
