package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbiWorkflowStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starting on two nodes that share a real database. */
class ExecutionsTest {

  private final Caller ada = Somebody.with(Role.BUILDER);
  private Database database;
  private ExecutionStore store;
  private JdbiWorkflowStore workflows;
  private List<Executions> nodes;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    store = new JdbcExecutionStore(database);
    workflows = new JdbiWorkflowStore(database);
    nodes = List.of(node(), node());
  }

  private Executions node() {
    return new Executions(
        store,
        workflows,
        new Definitions(workflows),
        new Replay(new Expressions()),
        new PostedQueue(),
        (caller, action, subject, detail) -> {},
        Clock.systemUTC());
  }

  @AfterEach
  void close() {
    nodes.forEach(Executions::close);
    database.close();
  }

  private void save(String input) {
    String text =
        """
        schema: aiops-studio/workflow/v1
        name: triage
        inputs: {type: object, properties: {%s: {type: string}}}
        steps: [{id: a, kind: agent, agent: echo}]
        """
            .formatted(input);
    workflows.save(
        ada.workspaceId(),
        WorkflowReader.read(text).workflow().orElseThrow(),
        text,
        "ada",
        Clock.systemUTC().instant(),
        null);
  }

  private int startedVersion(Executions node, Map<String, Object> inputs) {
    UUID id = node.start(ada, new StartRequest("triage", null, inputs, null)).executionId();
    return store.header(id).orElseThrow().version();
  }

  @Test
  void a_start_runs_the_newest_version_whichever_node_it_was_saved_on() {
    for (int version = 1; version <= 20; version++) {
      save("n" + version);
      for (Executions node : nodes) {
        assertThat(startedVersion(node, Map.of("n" + version, "x"))).isEqualTo(version);
        assertThat(startedVersion(node, Map.of())).isEqualTo(version);
      }
    }
  }

  @Test
  void inputs_of_an_older_version_are_refused_as_the_newest_has_it() {
    save("old");
    Executions node = nodes.getFirst();
    startedVersion(node, Map.of("old", "x"));
    save("young");
    assertThatThrownBy(() -> startedVersion(node, Map.of("old", "x")))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("[young]");
  }

  @Test
  void a_removed_workflow_starts_on_no_node_until_it_is_saved_again() {
    save("a");
    nodes.forEach(node -> startedVersion(node, Map.of()));
    workflows.remove(ada.workspaceId(), "triage");
    for (Executions node : nodes) {
      assertThatThrownBy(() -> startedVersion(node, Map.of()))
          .isInstanceOf(NotFoundException.class);
    }
    save("b");
    nodes.forEach(node -> assertThat(startedVersion(node, Map.of())).isEqualTo(2));
  }

  @Test
  void the_same_key_gives_the_same_execution_after_a_newer_version_was_saved() {
    save("a");
    StartRequest request = new StartRequest("triage", null, Map.of("a", "x"), "key");
    var first = nodes.getFirst().start(ada, request);
    save("a");
    for (Executions node : nodes) {
      assertThat(node.start(ada, request).executionId()).isEqualTo(first.executionId());
    }
  }
}
