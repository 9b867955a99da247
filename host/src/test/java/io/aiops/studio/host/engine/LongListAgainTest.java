package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A retry of what had a long list takes the results over some at a time. */
class LongListAgainTest {

  private static final int CONCURRENCY = 250;

  /** That each item is done follows, and comes on top; so do how it begins and ends. */
  private static final int MOST_EVENTS = 2 * Decision.MOST_TAKEN + 10;

  private final TestClock clock = new TestClock();
  private final InMemoryExecutionStore store = new InMemoryExecutionStore();
  private final Workshop workshop = new Workshop();
  private final List<Integer> appends = new ArrayList<>();
  private final List<Long> characters = new ArrayList<>();
  private final ExecutionStore watched =
      (ExecutionStore)
          Proxy.newProxyInstance(
              ExecutionStore.class.getClassLoader(),
              new Class<?>[] {ExecutionStore.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("append") && arguments[0] instanceof List<?> all) {
                  all.stream().map(Append.class::cast).forEach(this::appended);
                }
                try {
                  return method.invoke(store, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
  private Workflow workflow;
  private String given = "";

  private void appended(Append append) {
    appends.add(append.lines().size());
    characters.add(append.lines().stream().mapToLong(line -> line.payload().length()).sum());
  }

  private Engine engine() {
    return new Engine(
        watched, new Definitions(workshop.store), new Expressions(), new Unheard(), clock, 10);
  }

  private void save(int items) {
    workflow =
        workshop.save(
            "long",
            """
            steps:
              - id: each
                kind: forEach
                items: "[1..%d]"
                concurrency: %d
                steps: [{id: a, kind: tool, tool: text/a, input: {n: "{{ item }}"}}]
                output: 1
              - {id: last, kind: tool, tool: text/last}
            edges: [{from: each, to: last}]
            output: "{{ $count(steps.each.output) }}"
            """
                .formatted(items, CONCURRENCY));
  }

  private UUID create(@Nullable Origin origin) {
    UUID id = UUID.randomUUID();
    UUID workspace = workshop.ada.workspaceId();
    store.create(
        new Request(
            id,
            workspace,
            workshop.store.find(workspace, "long").orElseThrow().workflowId(),
            "long",
            1,
            Map.of(),
            "ada",
            clock.instant(),
            null,
            "",
            origin,
            4));
    return id;
  }

  /** All that is sent is done at once, and the last step fails. */
  private UUID failed() {
    UUID id = create(null);
    Engine engine = engine();
    Sends sends = engine.handle(List.of(new Command.Start(id)));
    while (!sends.tasks().isEmpty()) {
      sends = engine.handle(sends.tasks().stream().map(task -> outcome(task, false)).toList());
    }
    assertThat(store.header(id).orElseThrow().status()).isEqualTo(ExecutionStatus.FAILED);
    appends.clear();
    characters.clear();
    return id;
  }

  private Command outcome(Task task, boolean well) {
    return new Command.Outcome(
        task.executionId(),
        task.path(),
        task.attempt(),
        task.path().equals("last") && !well
            ? Command.Result.failed(new Failure("internal", "no"), false, List.of())
            : Command.Result.completed(given, List.of()));
  }

  private UUID retry(UUID of) {
    long last = store.header(of).orElseThrow().lastSequence();
    return create(new Origin(of, last, Origin.Mode.RETRY, of, null, Map.of(), null));
  }

  private void ended(UUID id, int items) {
    ExecutionStore.Header header = store.header(id).orElseThrow();
    assertThat(header.status()).isEqualTo(ExecutionStatus.COMPLETED);
    ExecutionState state = new ExecutionState(id, workshop.ada.workspaceId(), workflow);
    new Log(store, id).forEachRemaining(state::apply);
    assertThat(state.output()).isEqualTo(items);
    Replay.Replayed again =
        new Replay(new Expressions())
            .run(header, workflow, Adoption.taken(new Log(store, id)), new Log(store, id));
    assertThat(again.difference()).isNull();
    assertThat(again.hash()).isEqualTo(state.hash());
  }

  /** What is to be run, once it has gone on by itself as far as it can. */
  private List<Task> start(UUID id) {
    Engine engine = engine();
    List<Task> tasks = new ArrayList<>();
    List<Command> next = List.of(new Command.Start(id));
    while (!next.isEmpty()) {
      Sends sends = engine.handle(next);
      next = sends.commands();
      tasks.addAll(sends.tasks());
    }
    return tasks;
  }

  @Test
  void a_hundred_thousand_items_are_taken_over_by_a_thousand() {
    int items = 100_000;
    save(items);
    UUID id = retry(failed());
    List<Task> tasks = start(id);
    assertThat(tasks).as("run anew").extracting(Task::path).containsExactly("last");
    assertThat(appends)
        .hasSizeGreaterThanOrEqualTo(items / Decision.MOST_TAKEN)
        .allSatisfy(events -> assertThat(events).isLessThanOrEqualTo(MOST_EVENTS));
    engine().handle(List.of(outcome(tasks.getFirst(), true)));
    ended(id, items);
  }

  @Test
  void large_results_are_taken_over_fewer_at_a_time() {
    given = "x".repeat(100_000);
    int items = 200;
    save(items);
    UUID id = retry(failed());
    List<Task> tasks = start(id);
    assertThat(characters)
        .hasSizeGreaterThan(3)
        .allSatisfy(read -> assertThat(read).isLessThan(5L * 1024 * 1024));
    engine().handle(List.of(outcome(tasks.getFirst(), true)));
    ended(id, items);
  }

  /** Each engine dies after one append, and what it sent to itself is lost; so it is looked at. */
  private List<Task> startOnEnginesThatDie(UUID id, int looks) {
    Sends sends = engine().handle(List.of(new Command.Start(id)));
    List<Task> tasks = new ArrayList<>(sends.tasks());
    for (int i = 0; i < looks; i++) {
      assertThat(sends.commands()).containsExactly(new Command.Start(id));
      clock.advance(Duration.ofMinutes(1));
      assertThat(store.due(clock.instant(), clock.instant().plusSeconds(10), 10)).contains(id);
      sends = engine().handle(List.of(new Command.Look(id)));
      tasks.addAll(sends.tasks());
    }
    assertThat(sends.commands()).isEmpty();
    return tasks;
  }

  @Test
  void engines_that_die_on_the_way_are_made_up_for() {
    int items = 4_500;
    save(items);
    UUID id = retry(failed());
    List<Task> tasks = startOnEnginesThatDie(id, items / Decision.MOST_TAKEN);
    assertThat(tasks).extracting(Task::path).containsExactly("last");
    engine().handle(List.of(outcome(tasks.getFirst(), true)));
    ended(id, items);
  }

  private static boolean slow(Task task) {
    return task.path().matches("each\\[\\d*7]/a");
  }

  /**
   * In the origin one item in ten was at work when it was cancelled, until all places were taken.
   */
  @Test
  void items_that_are_run_anew_begin_in_their_order_among_those_that_are_taken_over() {
    int items = 4_000;
    save(items);
    UUID origin = create(null);
    Engine first = engine();
    List<Task> next = first.handle(List.of(new Command.Start(origin))).tasks();
    while (!next.isEmpty()) {
      List<Command> answers =
          next.stream().filter(task -> !slow(task)).map(task -> outcome(task, true)).toList();
      next = first.handle(answers).tasks();
    }
    first.handle(List.of(new Command.Cancel(origin, "ada")));
    UUID id = retry(origin);
    Set<Task> tasks = new LinkedHashSet<>(startOnEnginesThatDie(id, 2));
    assertThat(tasks).hasSize(CONCURRENCY).allMatch(LongListAgainTest::slow);
    Engine last = engine();
    while (!tasks.isEmpty()) {
      List<Command> answers = tasks.stream().map(task -> outcome(task, true)).toList();
      tasks = new LinkedHashSet<>(last.handle(answers).tasks());
    }
    ended(id, items);
  }
}
