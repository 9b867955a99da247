package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.InMemoryDeadLetterStore;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.InMemoryAuditLog;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking at what could not be handled, and deciding about it. */
class DeadLettersTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final RuntimeException WHY = new IllegalStateException("too odd");

  private final UUID id = UUID.randomUUID();
  private final UUID workspace = UUID.randomUUID();
  private final Caller grace = caller(workspace, Role.ADMINISTRATOR);
  private final InMemoryExecutionStore executions = new InMemoryExecutionStore();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final InMemoryAuditLog audit = new InMemoryAuditLog(clock);
  private final List<Command> sent = new ArrayList<>();
  private final DeadLetters letters =
      new DeadLetters(new InMemoryDeadLetterStore(), executions, sent::add, audit, clock);
  private final Command.Outcome outcome =
      new Command.Outcome(
          id, "a", 1, Command.Result.failed(new Failure("internal", "odd"), true, List.of()));

  private static Caller caller(UUID workspace, Role role) {
    EnumSet<Permission> may =
        Arrays.stream(Permission.values())
            .filter(role::may)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    return new Caller(UUID.randomUUID(), "grace", workspace, role, may, true);
  }

  @BeforeEach
  void an_execution() {
    executions.create(
        new Request(id, workspace, id, "order", 1, Map.of(), "ada", NOW, null, "", null, 4));
  }

  private DeadLetter kept() {
    assertThat(letters.keep(outcome, WHY, 8)).isTrue();
    return letters.list(grace).getFirst();
  }

  @Test
  void a_command_is_kept_with_why_and_belongs_to_its_executions_workspace() {
    DeadLetter letter = kept();
    assertThat(letter.type()).isEqualTo("Outcome");
    assertThat(letter.why()).contains("too odd");
    assertThat(letter.tries()).isEqualTo(8);
    assertThat(letter.at()).isEqualTo(NOW);
    assertThat(Json.parse(letter.body(), Command.Outcome.class)).isEqualTo(outcome);
    assertThat(letters.keep(outcome, WHY, 9)).isTrue();
    assertThat(letters.list(grace)).containsExactly(letter);
  }

  @Test
  void what_belongs_to_no_execution_is_not_kept_here() {
    assertThat(letters.keep(new Command.Start(UUID.randomUUID()), WHY, 8)).isFalse();
    assertThat(letters.list(grace)).isEmpty();
  }

  @Test
  void another_workspace_has_no_such_letter() {
    UUID letter = kept().id();
    Caller other = caller(UUID.randomUUID(), Role.ADMINISTRATOR);
    assertThat(letters.list(other)).isEmpty();
    List.<Runnable>of(
            () -> letters.get(other, letter),
            () -> letters.edit(other, letter, Map.of()),
            () -> letters.sendAgain(other, letter),
            () -> letters.drop(other, letter))
        .forEach(act -> assertThatThrownBy(act::run).isInstanceOf(NotFoundException.class));
    assertThat(letters.list(grace)).hasSize(1);
    assertThat(sent).isEmpty();
  }

  @Test
  void viewers_look_operators_send_and_administrators_edit() {
    UUID letter = kept().id();
    Caller viewer = caller(workspace, Role.VIEWER);
    Caller operator = caller(workspace, Role.OPERATOR);
    assertThat(letters.get(viewer, letter).id()).isEqualTo(letter);
    assertThatThrownBy(() -> letters.sendAgain(viewer, letter))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> letters.drop(viewer, letter))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> letters.edit(operator, letter, Map.of()))
        .isInstanceOf(AccessDeniedException.class);
    letters.sendAgain(operator, letter);
    assertThat(sent).containsExactly(outcome);
  }

  @Test
  void sent_again_it_goes_to_the_engine_as_it_is_now_and_is_gone() {
    DeadLetter letter = kept();
    Map<String, Object> body = Json.parseMap(letter.body());
    body.put("attempt", 2);
    letters.edit(grace, letter.id(), body);
    letters.sendAgain(grace, letter.id());
    assertThat(sent).containsExactly(new Command.Outcome(id, "a", 2, outcome.result()));
    assertThat(letters.list(grace)).isEmpty();
    assertThatThrownBy(() -> letters.sendAgain(grace, letter.id()))
        .isInstanceOf(NotFoundException.class);
    assertThat(audit.page(workspace, null, 9).items())
        .extracting(AuditEntry::action)
        .containsExactly("dead-letter.send", "dead-letter.edit");
  }

  @Test
  void one_that_somebody_else_took_meanwhile_is_not_said_to_be_dropped() {
    InMemoryDeadLetterStore store = new InMemoryDeadLetterStore();
    DeadLetters raced =
        new DeadLetters(
            store,
            executions,
            sent::add,
            (who, act, letter, details) -> store.remove(workspace, UUID.fromString(letter)),
            clock);
    raced.keep(outcome, WHY, 8);
    UUID letter = raced.list(grace).getFirst().id();
    assertThatThrownBy(() -> raced.drop(grace, letter)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void an_edit_names_each_field_that_is_unknown_missing_or_of_another_execution() {
    DeadLetter letter = kept();
    Map<String, Object> body = Json.parseMap(letter.body());
    body.remove("path");
    body.put("pth", "a");
    assertThatThrownBy(() -> letters.edit(grace, letter.id(), body))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.problems().toString()).contains("body.pth", "body.path", "missing"));
    Map<String, Object> moved = Json.parseMap(letter.body());
    moved.put("executionId", UUID.randomUUID().toString());
    assertThatThrownBy(() -> letters.edit(grace, letter.id(), moved))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("stays with its execution");
    Map<String, Object> odd = Json.parseMap(letter.body());
    odd.put("attempt", "two");
    assertThatThrownBy(() -> letters.edit(grace, letter.id(), odd))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("no Outcome command");
    assertThat(letters.list(grace)).containsExactly(letter);
  }

  @Test
  void dropped_it_is_gone_and_the_audit_says_who() {
    DeadLetter letter = kept();
    letters.drop(grace, letter.id());
    assertThat(letters.list(grace)).isEmpty();
    assertThat(sent).isEmpty();
    assertThat(audit.page(workspace, null, 9).items())
        .extracting(AuditEntry::action)
        .containsExactly("dead-letter.drop");
  }
}
