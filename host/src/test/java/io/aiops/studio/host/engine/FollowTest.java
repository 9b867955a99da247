package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.KeyRoots;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the tasks of an execution carry. */
class FollowTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final UUID ID = new UUID(0, 1);

  private static Workflow workflow(String text) {
    return WorkflowReader.read("schema: aiops-studio/workflow/v1\nname: t\n" + text)
        .workflow()
        .orElseThrow();
  }

  private static List<Task> tasks(int priority, String text) {
    Workflow workflow = workflow(text);
    ExecutionState state = new ExecutionState(ID, ID, workflow);
    state.rank(priority);
    state.apply(new Event.ExecutionStarted(ID, "t", 1, Map.of(), "ada", null), NOW);
    Follow follow = new Follow();
    workflow
        .body()
        .steps()
        .forEach(step -> {
          Event event = new Event.StepScheduled(step.id(), 1, Map.of(), "start");
          state.apply(event, NOW);
          follow.after(state, List.of(event), NOW);
        });
    return follow.sends().tasks();
  }

  @Test
  void a_task_goes_to_its_steps_pool_or_to_the_workflows() {
    assertThat(
            tasks(
                4,
                """
                pool: gpu
                steps:
                  - {id: a, kind: transform, expression: "1"}
                  - {id: b, kind: tool, tool: x/y, pool: plain}
                  - {id: c, kind: agent, agent: e}
                """))
        .extracting(Task::pool)
        .containsExactly("gpu", "plain", "gpu");
  }

  @Test
  void a_task_goes_to_the_default_pool_if_nothing_is_said() {
    assertThat(tasks(4, "steps: [{id: a, kind: agent, agent: e}]"))
        .extracting(Task::pool)
        .containsExactly("default");
  }

  /** The second attempt of a, after its first failed so. */
  private static Task second(String category) {
    ExecutionState state =
        new ExecutionState(ID, ID, workflow("steps: [{id: a, kind: agent, agent: e}]"));
    Event again = new Event.StepScheduled("a", 2, Map.of(), "a@1");
    List.of(
            new Event.ExecutionStarted(ID, "t", 1, Map.of(), "ada", null),
            new Event.StepScheduled("a", 1, Map.of(), "start"),
            new Event.StepFailed("a", 1, new Failure(category, "no"), NOW, List.of(), "a#1"),
            again)
        .forEach(event -> state.apply(event, NOW));
    Follow follow = new Follow();
    follow.after(state, List.of(again), NOW);
    return follow.sends().tasks().getFirst();
  }

  @Test
  void an_attempt_goes_on_from_one_that_was_interrupted() {
    for (String category :
        List.of("unavailable", "rate-limited", "timeout", "circuit-open", "plugin-on-trial")) {
      assertThat(second(category).resumes()).as(category).isEqualTo(1);
    }
  }

  /** What the model had said may be what is wrong. */
  @Test
  void an_attempt_after_one_that_went_wrong_begins_anew() {
    assertThat(second("internal").resumes()).isZero();
    assertThat(tasks(4, "steps: [{id: a, kind: agent, agent: e}]"))
        .extracting(Task::resumes)
        .containsExactly(0);
  }

  /** What failed attempt by attempt, and from which ones the next goes on. */
  @Test
  void a_row_of_interrupted_attempts_is_gone_on_from_as_a_whole() {
    assertThat(since("unavailable", "not-here", "timeout")).isEqualTo(1);
    assertThat(since("unavailable", "internal", "not-here", "timeout")).isEqualTo(3);
    assertThat(since("unavailable", "internal")).isZero();
    assertThat(since("unavailable", "fallback", "timeout", "rate-limited")).isEqualTo(3);
    assertThat(since("unavailable", "fallback")).isZero();
    assertThat(since("unavailable", "rollback", "timeout", "not-here")).isEqualTo(3);
    assertThat(since("unavailable", "rollback")).isZero();
  }

  private static int since(String... ends) {
    ExecutionState state =
        new ExecutionState(
            ID, ID, workflow("steps: [{id: a, kind: agent, agent: e, fallback: {model: small}}]"));
    state.apply(new Event.ExecutionStarted(ID, "t", 1, Map.of(), "ada", null), NOW);
    int attempt = 1;
    int since = 0;
    state.apply(new Event.StepScheduled("a", attempt, Map.of(), "start"), NOW);
    for (String end : ends) {
      Failure failure = new Failure(end.equals("fallback") ? "timeout" : end, "no");
      state.apply(
          switch (end) {
            case "fallback" -> new Event.FallbackTaken("a", attempt, failure, "e", List.of(), "a");
            case "rollback" -> new Event.RolledBack("a", "no", "ada", "r", null, List.of("a"));
            default -> new Event.StepFailed("a", attempt, failure, NOW, List.of(), "a");
          },
          NOW);
      attempt++;
      Event again = new Event.StepScheduled("a", attempt, Map.of(), "a");
      state.apply(again, NOW);
      Follow follow = new Follow();
      follow.after(state, List.of(again), NOW);
      Task task = follow.sends().tasks().getFirst();
      assertThat(task.resumes()).isEqualTo(task.resumesSince() == 0 ? 0 : attempt - 1);
      since = task.resumesSince();
    }
    return since;
  }

  /** Two steps have run, the second was rolled back: what comes again has a key of its own. */
  @Test
  void what_was_rolled_back_is_asked_of_the_outside_under_another_key() {
    Workflow workflow =
        workflow(
            """
            steps: [{id: a, kind: agent, agent: e}, {id: b, kind: agent, agent: e}]
            edges: [{from: a, to: b}]
            """);
    ExecutionState state = new ExecutionState(ID, ID, workflow);
    List<Event> events =
        List.of(
            new Event.ExecutionStarted(ID, "t", 1, Map.of(), "ada", null),
            new Event.StepScheduled("a", 1, Map.of(), "start"),
            new Event.StepCompleted("a", 1, "x", null, List.of()),
            new Event.StepScheduled("b", 1, Map.of(), "a#1"),
            new Event.StepCompleted("b", 1, "y", null, List.of()),
            new Event.RolledBack("b", "wrong", "ada", "r1", "y", List.of("b")));
    events.forEach(event -> state.apply(event, NOW));
    assertThat(key(state, "a")).isEqualTo(ID + "/a");
    String first = key(state, "b");
    assertThat(first).endsWith("/b").isNotEqualTo(ID + "/b");
    Adoption once = adoption(workflow, events, ID);
    assertThat(key(retry(workflow, once), "b")).isEqualTo(first);
    UUID second = new UUID(0, 2);
    Adoption twice = adoption(workflow, List.of(), second, roots(workflow, events));
    assertThat(key(retry(workflow, twice), "b")).isEqualTo(first);
    state.apply(new Event.RolledBack("b", "still wrong", "ada", "r2", null, List.of("b")), NOW);
    assertThat(key(state, "b")).isNotEqualTo(first).isNotEqualTo(ID + "/b");
  }

  /**
   * Each time it was done is undone: an outside that knows the key would undo one of them twice.
   */
  @Test
  void what_undoes_has_the_key_of_what_it_undoes() {
    Workflow workflow =
        workflow(
            """
            steps:
              - {id: a, kind: tool, tool: x/do, undo: {kind: tool, tool: x/undo}}
            """);
    ExecutionState state = new ExecutionState(ID, ID, workflow);
    for (Event event :
        List.of(
            new Event.ExecutionStarted(ID, "t", 1, Map.of(), "ada", null),
            new Event.StepScheduled("a", 1, Map.of(), "start"),
            new Event.StepCompleted("a", 1, "x", null, List.of()),
            new Event.UndoRecorded("a", 1, Map.of(), null),
            new Event.RolledBack("a", "wrong", "ada", "r1", "x", List.of("a")),
            new Event.StepScheduled("a", 2, Map.of(), "rollback:r1"))) {
      state.apply(event, NOW);
    }
    String again = key(state, "a");
    for (Event event :
        List.of(
            new Event.StepCompleted("a", 2, "y", null, List.of()),
            new Event.UndoRecorded("a", 2, Map.of(), null),
            new Event.CompensationStarted(null, null, "ada"),
            new Event.StepScheduled("a~undo", 1, Map.of(), "cancel"))) {
      state.apply(event, NOW);
    }
    assertThat(key(state, "a~undo")).isEqualTo(again + "~undo").doesNotStartWith(ID.toString());
    state.apply(new Event.StepCompleted("a~undo", 1, null, null, List.of()), NOW);
    state.apply(new Event.StepScheduled("a~undo", 2, Map.of(), "a~undo#1"), NOW);
    assertThat(key(state, "a~undo")).isEqualTo(ID + "/a~undo");
  }

  private static Origin origin(UUID of) {
    return new Origin(of, 9, Origin.Mode.RETRY, ID, null, Map.of(), null);
  }

  /** What was undone is done anew by the first retry; the next one goes on with that. */
  @Test
  void what_was_undone_has_the_key_of_the_first_that_did_it_again() {
    Workflow workflow =
        workflow(
            """
            steps:
              - {id: a, kind: tool, tool: x/do, undo: {kind: tool, tool: x/undo}}
              - {id: b, kind: agent, agent: e}
            """);
    List<Event> events =
        List.of(
            new Event.StepScheduled("b", 1, Map.of(), "start"),
            new Event.StepScheduled("a", 1, Map.of(), "start"),
            new Event.StepCompleted("a", 1, "x", null, List.of()),
            new Event.StepScheduled("a~undo", 1, Map.of(), "cancel"),
            new Event.StepCompleted("a~undo", 1, null, null, List.of()));
    UUID first = new UUID(0, 3);
    assertThat(key(retry(workflow, adoption(workflow, events, ID)), "a")).isEqualTo(first + "/a");
    KeyRoots roots = roots(workflow, events);
    UUID second = new UUID(0, 2);
    for (int reader = 0; reader < 2; reader++) {
      ExecutionState again = retry(workflow, adoption(workflow, List.of(), second, roots));
      assertThat(key(again, "a")).isEqualTo(second + "/a");
      assertThat(key(again, "b")).isEqualTo(ID + "/b");
    }
  }

  /** One effect that stands is not had again beside it. */
  @Test
  void what_the_outside_refused_to_undo_is_taken_over() {
    assertThat(key(afterUndo("denied"), "a")).isEqualTo(ID + "/a");
    assertThat(takenOver("denied").of("a").output()).isEqualTo("x");
  }

  /** It may have been undone. */
  @Test
  void what_was_undone_or_nobody_knows_is_done_anew() {
    for (String category : List.of("timeout", "unavailable", "internal", "not-found")) {
      assertThat(takenOver(category).of("a")).as(category).isNull();
      assertThat(key(afterUndo(category), "a")).as(category).isEqualTo(new UUID(0, 2) + "/a");
    }
    assertThat(takenOver("timeout", "denied").of("a")).isNull();
  }

  private static final Workflow UNDONE =
      workflow("steps: [{id: a, kind: tool, tool: x/do, undo: {kind: tool, tool: x/undo}}]");

  /** Undoing it failed so, attempt by attempt. */
  private static List<Event> undoing(String... categories) {
    List<Event> events = new ArrayList<>();
    events.add(new Event.StepScheduled("a", 1, Map.of(), "start"));
    events.add(new Event.StepCompleted("a", 1, "x", null, List.of()));
    for (int i = 1; i <= categories.length; i++) {
      Instant next = i < categories.length ? NOW : null;
      Failure failure = new Failure(categories[i - 1], "no");
      events.add(new Event.StepScheduled("a~undo", i, Map.of(), "cancel"));
      events.add(new Event.StepFailed("a~undo", i, failure, next, List.of(), "a~undo#" + i));
    }
    return events;
  }

  private static Adoption takenOver(String... categories) {
    return adoption(UNDONE, undoing(categories), ID);
  }

  /** A retry of the retry: the first one did it again, if anybody. */
  private static ExecutionState afterUndo(String... categories) {
    return retry(
        UNDONE, adoption(UNDONE, List.of(), new UUID(0, 2), roots(UNDONE, undoing(categories))));
  }

  private static Adoption adoption(Workflow workflow, List<Event> events, UUID of) {
    return adoption(workflow, events, of, null);
  }

  private static Adoption adoption(
      Workflow workflow, List<Event> events, UUID of, @Nullable KeyRoots earlier) {
    return Adoption.of(Lines.of(NOW, events), origin(of), workflow.body(), null, earlier);
  }

  private static KeyRoots roots(Workflow workflow, List<Event> events) {
    return KeyRoots.of(Lines.of(NOW, events), origin(ID), workflow.body(), null);
  }

  private static ExecutionState retry(Workflow workflow, Adoption adoption) {
    ExecutionState retry = new ExecutionState(new UUID(0, 3), ID, workflow);
    retry.adopt(adoption);
    retry.apply(new Event.ExecutionStarted(ID, "t", 1, Map.of(), "ada", origin(ID)), NOW);
    return retry;
  }

  private static String key(ExecutionState state, String path) {
    return state.keyRoot(path) + "/" + path;
  }

  @Test
  void a_task_has_the_priority_of_its_execution() {
    assertThat(tasks(9, "priority: 2\nsteps: [{id: a, kind: agent, agent: e}]"))
        .extracting(Task::priority)
        .containsExactly(9);
  }
}
