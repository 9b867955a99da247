package io.aiops.studio.host.approval;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.InMemoryAuditLog;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** An execution of which a step asks Ada, and the people of its workspace. */
abstract class ApprovalsOfAda {

  private static final byte[] KEY = "a key of the studio".getBytes(StandardCharsets.UTF_8);

  final UUID workspace = UUID.randomUUID();
  final Map<UUID, Caller> members = new LinkedHashMap<>();
  final TestClock clock = new TestClock();
  final InMemoryApprovalStore store = new InMemoryApprovalStore();
  final InMemoryAuditLog audit = new InMemoryAuditLog(clock);
  final List<Command> sent = new ArrayList<>();
  boolean brokerAway;
  final Approvals approvals = new Approvals(store, new People(), this::send, KEY, audit, clock);
  final Caller ada = member("ada", Role.VIEWER);
  final Caller grace = member("grace", Role.BUILDER);
  final Caller root = member("root", Role.ADMINISTRATOR);
  ExecutionState state;
  UUID id;

  private final class People implements ApprovalPeople {
    @Override
    public boolean member(UUID workspaceId, String userName) {
      return members.values().stream().anyMatch(m -> m.userName().equals(userName));
    }

    @Override
    public Optional<Caller> standing(UUID userId, UUID workspaceId) {
      return Optional.ofNullable(members.get(userId));
    }
  }

  Caller member(String name, Role role) {
    Caller caller =
        new Caller(UUID.randomUUID(), name, workspace, role, EnumSet.allOf(Permission.class), true);
    members.put(caller.userId(), caller);
    return caller;
  }

  @BeforeEach
  void ada_is_asked() {
    state =
        new ExecutionState(
            UUID.randomUUID(),
            workspace,
            WorkflowReader.read(
                    """
                    schema: aiops-studio/workflow/v1
                    name: send
                    steps: [{id: ask, kind: approval, question: Send?}]
                    """)
                .workflow()
                .orElseThrow());
    append(new Event.ExecutionStarted(state.id(), "send", 1, Map.of(), "ada", null));
    ask(null, "ada");
  }

  void ask(@Nullable String tool, String... assignees) {
    int attempt = state.find("ask").attempt() + 1;
    if (attempt > 1) {
      append(new Event.RolledBack("ask", "other", "ada", "r", null, List.of("ask")));
    }
    id = Approval.id(state.id(), "ask", attempt, 0);
    Ask ask = new Ask(tool, "Send?", Map.of("to", "x"));
    append(
        new Event.ApprovalRequested(
            "ask",
            attempt,
            0,
            ask,
            ask.hash(),
            List.of(assignees),
            null,
            List.of(),
            null,
            List.of(),
            "start"));
  }

  void append(Event event) {
    long first = state.sequence() + 1;
    state.apply(event, clock.instant());
    store.follow(Append.of(state, first, clock.instant(), List.of(event), new Shown(state, null)));
  }

  private void send(Command command) {
    if (brokerAway) {
      throw new UnavailableException("The broker does not answer.", new IllegalStateException());
    }
    sent.add(command);
  }
}
