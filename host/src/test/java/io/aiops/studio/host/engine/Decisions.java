package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Plan;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/**
 * An execution that is told one thing after the other, and what the decider made of it. Each topic
 * is a class of its own, which {@link DeciderTest} runs.
 */
abstract class Decisions {

  static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private static final UUID WORKSPACE = UUID.fromString("01930000-0000-7000-8000-000000000002");
  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  /** The types of events that were decided, whatever the topic. */
  static final Set<String> SEEN = new HashSet<>();

  private final StepInputs inputs = new StepInputs(new Expressions());
  ExecutionState state;
  private Header header;
  List<Event> log = new ArrayList<>();

  /** Whether what is prepared next has to wait for its turn. */
  boolean queues;

  /** What is prepared next goes on from. */
  Origin origin;

  /** How many items one decision opens at most; null for all. */
  Integer part;

  /** What is to be decided after what was sent last. */
  List<Command.Open> next = List.of();

  Instant now = NOW;
  private int checked;

  void start(String body) {
    prepare(body);
    send(new Command.Start(ID));
  }

  void prepare(String body) {
    Validation read = WorkflowReader.read("schema: aiops-studio/workflow/v1\nname: test\n" + body);
    assertThat(read.problems()).isEmpty();
    log = new ArrayList<>();
    checked = 0;
    now = NOW;
    state = new ExecutionState(ID, WORKSPACE, read.workflow().orElseThrow());
    header =
        new Header(
            ID,
            WORKSPACE,
            ID,
            "test",
            1,
            ExecutionStatus.PENDING,
            Map.of("who", "Ada", "n", 5, "list", List.of("p", "q", "r")),
            "admin",
            NOW,
            "",
            0,
            origin,
            4,
            queues,
            null);
  }

  void send(Command command) {
    Decider.Decided decided = Decider.decide(state, header, command, now, inputs, part);
    log.addAll(decided.events());
    next = decided.next();
  }

  void signal(String name, String id, Object payload) {
    send(new Command.Signal(ID, name, payload, id, "ada"));
  }

  void complete(String path, int attempt, Object output) {
    send(new Command.Outcome(ID, path, attempt, Command.Result.completed(output, List.of())));
  }

  void fail(String path, int attempt, String category, boolean retryHelps) {
    send(
        new Command.Outcome(
            ID,
            path,
            attempt,
            Command.Result.failed(new Failure(category, "no"), retryHelps, List.of())));
  }

  Adoption adoption(Event... events) {
    return adoption(null, events);
  }

  Adoption adoption(String from, Event... events) {
    return Adoption.of(
        Lines.of(NOW, List.of(events)),
        new Origin(WORKSPACE, 99, Origin.Mode.RETRY, WORKSPACE, null, Map.of(), null),
        state.workflow().body(),
        from,
        null);
  }

  void drain() {
    checked = log.size();
  }

  void expect(String... events) {
    assertThat(log.subList(checked, log.size()).stream().map(Decisions::brief))
        .containsExactly(events);
    drain();
  }

  /** Whatever was decided, the log alone gives the same state: that is what a restart reads. */
  @AfterEach
  void the_log_written_and_read_folds_to_the_same_state() {
    ExecutionState again = new ExecutionState(ID, WORKSPACE, state.workflow());
    for (Event event : log) {
      again.apply(EventCodec.read(EventCodec.type(event), EventCodec.write(event)), NOW);
      SEEN.add(EventCodec.type(event));
    }
    assertThat(again.status()).isEqualTo(state.status());
    assertThat(again.sequence()).isEqualTo(state.sequence());
    assertThat(String.valueOf(again.output())).isEqualTo(String.valueOf(state.output()));
  }

  private static String brief(Event event) {
    String type = EventCodec.type(event);
    return switch (event) {
      case Event.StepScheduled e -> type + " " + e.path() + "#" + e.attempt();
      case Event.StepWaiting e -> type + " " + e.path();
      case Event.PlanAdopted e ->
          type
              + " "
              + e.path()
              + "#"
              + e.attempt()
              + " "
              + Plan.adopted(e.plan(), null).steps().stream().map(Step::id).toList();
      case Event.ItemsOpened e -> type + " " + e.path();
      case Event.ItemCompleted e -> type + " " + e.path() + "[" + e.index() + "]";
      case Event.ItemFailed e -> type + " " + e.path() + "[" + e.index() + "]";
      case Event.ItemsCompleted e -> type + " " + e.path();
      case Event.StepCompleted e -> type + " " + e.path();
      case Event.StepFailed e ->
          type + " " + e.path() + (e.nextAttemptAt() == null ? "" : " again");
      case Event.StepSkipped e -> type + " " + e.path();
      case Event.StepAdopted e -> type + " " + e.path() + "#" + e.attempt();
      case Event.ExecutionQueued e -> type;
      case Event.ExecutionAdmitted e -> type;
      case Event.SignalReceived e -> type + " " + e.name();
      case Event.StepQueued e -> type + " " + e.path() + "#" + e.attempt() + "." + e.round();
      case Event.FallbackTaken e -> type + " " + e.path() + " " + e.to();
      case Event.StepAdmitted e -> type + " " + e.path() + "#" + e.attempt() + "." + e.round();
      case Event.ApprovalRequested e -> type + " " + e.path() + "#" + e.attempt() + "." + e.round();
      case Event.ApprovalDecided e -> type + " " + e.path() + " " + e.verdict();
      case Event.ApprovalDelegated e -> type + " " + e.path() + " " + e.assignees();
      case Event.ApprovalEscalated e -> type + " " + e.path() + " " + e.assignees();
      case Event.UndoRecorded e -> type + " " + e.path();
      case Event.ChildStarted e -> type + " " + e.path() + "#" + e.attempt() + " " + e.workflow();
      case Event.SignalAwaited e -> type + " " + e.path() + " " + e.name();
      case Event.SignalTaken e -> type + " " + e.path() + " " + e.signalId();
      case Event.RolledBack e -> type + " " + e.path() + " " + e.invalidated();
      case Event.SlaBreached e -> type + " " + (e.path() == null ? "" : e.path() + " ") + e.due();
      default -> type;
    };
  }
}
