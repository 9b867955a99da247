package io.aiops.studio.host.crash;

import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;

/** A workflow with most kinds of step, and who starts it. */
final class Letters {

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: letter
      steps:
        - {id: write, kind: agent, agent: writer, instruction: write, tools: [mail/post]}
        - {id: send, kind: tool, tool: mail/post, input: {text: "{{ steps.write.output }}"}}
        - {id: again, kind: agent, agent: second-time, retry: {attempts: 3, delay: PT0.05S}}
        - {id: rest, kind: wait, duration: PT0.05S}
        - id: each
          kind: forEach
          items: "[1..3]"
          concurrency: 2
          steps: [{id: t, kind: transform, expression: "item * 2"}]
          output: "{{ steps.t.output }}"
      edges: [{from: write, to: send}, {from: send, to: rest}, {from: rest, to: each}]
      output: {sent: "{{ steps.send.output }}", sum: "{{ $sum(steps.each.output) }}"}
      """;
  static final Map<String, Object> OUTPUT = Map.of("sent", "posted", "sum", 12L);

  final Workflow workflow = WorkflowReader.read(TEXT).workflow().orElseThrow();
  final InMemoryWorkflowStore store = new InMemoryWorkflowStore();
  private final Caller caller =
      new Caller(
          UUID.randomUUID(),
          "ada",
          UUID.randomUUID(),
          Role.BUILDER,
          EnumSet.allOf(Permission.class));

  Letters() {
    store.save(caller.workspaceId(), workflow, TEXT, "ada", Clock.systemUTC().instant(), null);
  }

  UUID start(StudioProcess process, String key) {
    return process
        .executions
        .start(caller, new StartRequest("letter", null, Map.of(), key))
        .executionId();
  }

  static boolean ended(ExecutionStore store, UUID id) {
    return store.header(id).filter(header -> header.status().terminal()).isPresent();
  }
}
