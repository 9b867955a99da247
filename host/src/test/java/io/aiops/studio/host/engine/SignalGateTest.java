package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.SignalService.Signal;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.InMemoryAuditLog;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalGateTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final UUID id = UUID.randomUUID();
  private final Caller ada = Somebody.with(Role.OPERATOR);
  private final InMemoryExecutionStore store = new InMemoryExecutionStore();
  private final InMemoryAuditLog audit = new InMemoryAuditLog(Clock.fixed(NOW, ZoneOffset.UTC));
  private final List<Command> sent = new ArrayList<>();
  private final SignalGate gate = new SignalGate(store, sent::add, audit);
  private ExecutionState state;

  @BeforeEach
  void an_execution_that_waits() {
    store.create(
        new Request(
            id, ada.workspaceId(), id, "order", 1, Map.of(), "ada", NOW, null, "", null, 4));
    state =
        new ExecutionState(
            id,
            ada.workspaceId(),
            WorkflowReader.read(
                    """
                    schema: aiops-studio/workflow/v1
                    name: order
                    steps: [{id: w, kind: signal, signal: go}]
                    """)
                .workflow()
                .orElseThrow());
    append(new Event.ExecutionStarted(id, "order", 1, Map.of(), "ada", null));
  }

  private void append(Event... events) {
    long first = state.sequence() + 1;
    for (Event event : events) {
      state.apply(event, NOW);
    }
    store.append(List.of(Append.of(state, first, NOW, List.of(events), new Shown(state, null))));
  }

  @Test
  void a_signal_goes_to_the_engine_and_into_the_audit_record() {
    String given = gate.send(ada, id, new Signal("go", Map.of("n", 1), "s1"));
    assertThat(given).isEqualTo("s1");
    assertThat(sent).containsExactly(new Command.Signal(id, "go", Map.of("n", 1), "s1", "ada"));
    assertThat(audit.page(ada.workspaceId(), null, 10).items())
        .extracting(AuditEntry::action)
        .containsExactly("execution.signal");
  }

  @Test
  void without_an_id_each_is_a_new_one() {
    assertThat(gate.send(ada, id, new Signal("go", null, null)))
        .isNotEqualTo(gate.send(ada, id, new Signal("go", null, null)));
  }

  @Test
  void one_that_has_come_is_not_sent_again_even_if_it_was_the_last() {
    append(
        new Event.SignalReceived("s1", "go", null, "ada"),
        new Event.SignalTaken("w", 1, "s1"),
        new Event.StepCompleted("w", 1, null, null, List.of()),
        new Event.ExecutionCompleted(null));
    assertThat(gate.send(ada, id, new Signal("go", null, "s1"))).isEqualTo("s1");
    assertThat(sent).isEmpty();
    assertThatThrownBy(() -> gate.send(ada, id, new Signal("go", null, "s2")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("COMPLETED");
  }

  @Test
  void one_that_is_undone_takes_none_since_no_step_ever_would() {
    append(new Event.CompensationStarted(null, null, "ada"));
    assertThatThrownBy(() -> gate.send(ada, id, new Signal("go", null, "s1")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("COMPENSATING");
    assertThat(sent).isEmpty();
  }

  @Test
  void a_thousand_that_no_step_took_are_enough() {
    for (int i = 0; i < 1_000; i++) {
      append(new Event.SignalReceived("s" + i, "other", null, "ada"));
    }
    assertThatThrownBy(() -> gate.send(ada, id, new Signal("go", null, "more")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("1000 signals");
    append(new Event.SignalTaken("w", 1, "s0"));
    gate.send(ada, id, new Signal("go", null, "more"));
    assertThat(sent).hasSize(1);
  }

  @Test
  void what_breaks_a_bound_is_named() {
    assertThatThrownBy(
            () -> gate.send(ada, id, new Signal(" ", "x".repeat(64 * 1024), "i".repeat(201))))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("name: has 1 characters")
        .hasMessageContaining("id: has 201 characters")
        .hasMessageContaining("payload: has 65538 bytes");
    assertThat(sent).isEmpty();
  }

  @Test
  void only_who_may_run_executions_of_the_workspace_may_send() {
    assertThatThrownBy(
            () -> gate.send(Somebody.with(Role.OPERATOR), id, new Signal("go", null, null)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> gate.send(Somebody.with(Role.VIEWER), id, new Signal("go", null, null)))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(sent).isEmpty();
  }
}
