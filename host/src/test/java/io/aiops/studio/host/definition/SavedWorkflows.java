package io.aiops.studio.host.definition;

import java.time.Instant;
import java.util.UUID;

/** One workflow in two versions, of which the second needs an input. */
final class SavedWorkflows {

  private SavedWorkflows() {}

  static WorkflowStore in(UUID workspaceId) {
    InMemoryWorkflowStore store = new InMemoryWorkflowStore();
    save(store, workspaceId, "");
    save(
        store,
        workspaceId,
        """
        inputs:
          required: [x]
          properties: {x: {type: integer}, y: {type: string, default: ""}, z: {format: file}}
        """);
    return store;
  }

  private static void save(WorkflowStore store, UUID workspaceId, String inputs) {
    String text =
        "schema: aiops-studio/workflow/v1\nname: triage\nsteps: [{id: a, kind: wait, duration: PT1S}]\n"
            + inputs;
    Workflow workflow = WorkflowReader.read(text).workflow().orElseThrow();
    store.save(workspaceId, workflow, text, "ada", Instant.EPOCH, null);
  }
}
