package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import java.time.Clock;
import java.util.UUID;

/** A workspace with its workflows in memory, and somebody who may do everything in it. */
public final class Workshop {

  public final InMemoryWorkflowStore store = new InMemoryWorkflowStore();
  public final Caller ada = person(UUID.randomUUID());

  public static Caller person(UUID workspaceId) {
    return Somebody.with(Role.BUILDER, workspaceId);
  }

  /**
   * @param body all but schema and name
   */
  public Workflow save(String name, String body) {
    return save(ada.workspaceId(), name, body);
  }

  /**
   * @param body all but schema and name
   */
  public Workflow save(UUID workspaceId, String name, String body) {
    String text = "schema: aiops-studio/workflow/v1\nname: " + name + "\n" + body;
    Validation read = WorkflowReader.read(text);
    assertThat(read.problems()).isEmpty();
    Workflow workflow = read.workflow().orElseThrow();
    store.save(workspaceId, workflow, text, "ada", Clock.systemUTC().instant(), null);
    return workflow;
  }
}
