package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.engine.Replay;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.execution.ExecutionStore.Page;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.execution.Verification;
import io.aiops.studio.host.query.ExecutionReader;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An execution of over 20,000 events: whoever reads them holds a few of them at a time. */
class LongHistoryTest {

  private static final int ITEMS = 4_000;
  private static final long EVENTS = 1 + 1 + ITEMS * 5L + 1 + 1;
  private static final String TEXT = "x".repeat(500);
  private static final Workshop WORKSHOP = new Workshop();
  private static final UUID ID = UUID.randomUUID();
  private static final List<Page> READ = Collections.synchronizedList(new ArrayList<>());

  private static Database database;
  private static JdbcExecutionStore store;
  private static ExecutionStore watched;
  private static Workflow workflow;

  @BeforeAll
  static void an_execution() {
    database = TestDatabase.create();
    store = new JdbcExecutionStore(database);
    watched =
        (ExecutionStore)
            Proxy.newProxyInstance(
                ExecutionStore.class.getClassLoader(),
                new Class<?>[] {ExecutionStore.class},
                (proxy, method, arguments) -> {
                  Object result = method.invoke(store, arguments);
                  if (result instanceof Page page) {
                    READ.add(page);
                  }
                  return result;
                });
    workflow =
        WORKSHOP.save(
            "long",
            """
            steps:
              - id: each
                kind: forEach
                items: "[1..%d]"
                concurrency: 250
                steps:
                  - {id: a, kind: transform, input: "{{ item }}", expression: "$"}
                  - {id: b, kind: transform, input: "{{ item }}", expression: "$"}
                edges: [{from: a, to: b}]
                output: 1
            output: "{{ $count(steps.each.output) }}"
            """
                .formatted(ITEMS));
    UUID workspace = WORKSHOP.ada.workspaceId();
    UUID workflowId = WORKSHOP.store.find(workspace, "long").orElseThrow().workflowId();
    store.create(
        new Request(
            ID,
            workspace,
            workflowId,
            "long",
            1,
            Map.of(),
            "ada",
            Instant.now(),
            null,
            "",
            null,
            4));
    run();
  }

  /** The engine as it is, and whoever does its tasks at once. */
  private static void run() {
    Engine engine =
        new Engine(
            store,
            new Definitions(WORKSHOP.store),
            new Expressions(),
            new EventHub(store),
            Clock.systemUTC(),
            10);
    List<Command> batch = List.of(new Command.Start(ID));
    while (!batch.isEmpty()) {
      Sends sends = engine.handle(batch);
      batch = new ArrayList<>(sends.commands());
      for (Task task : sends.tasks()) {
        batch.add(
            new Command.Outcome(
                ID, task.path(), task.attempt(), Command.Result.completed(TEXT, List.of())));
      }
    }
  }

  @AfterAll
  static void end() {
    database.close();
  }

  private static ExecutionStore.Header header() {
    return store.header(ID).orElseThrow();
  }

  /** All was read, each page small, and there were several. */
  private static void readInParts() {
    assertThat(READ).hasSizeGreaterThan(3);
    assertThat(READ.stream().mapToLong(page -> page.lines().size()).sum()).isEqualTo(EVENTS);
    for (Page page : READ) {
      assertThat(page.lines()).hasSizeLessThanOrEqualTo(10_000);
      long characters = page.lines().stream().mapToLong(line -> line.payload().length()).sum();
      assertThat(characters).isLessThan(LogReader.CHARACTERS + 100_000);
    }
    READ.clear();
  }

  @Test
  void it_ended_well_and_has_all_its_events() {
    assertThat(header().status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(header().lastSequence()).isEqualTo(EVENTS);
  }

  @Test
  void its_hashes_are_computed_again_in_parts() {
    READ.clear();
    Verification found = Verification.of(watched, ID, EVENTS);
    assertThat(found.problem()).isNull();
    assertThat(found.events()).isEqualTo(EVENTS);
    readInParts();
  }

  @Test
  void it_is_decided_again_in_parts() {
    READ.clear();
    Replay.Replayed again =
        new Replay(new Expressions()).run(header(), workflow, Adoption.NONE, new Log(watched, ID));
    assertThat(again.difference()).isNull();
    assertThat(again.state().output()).isEqualTo(ITEMS);
    readInParts();
  }

  @Test
  void its_state_is_folded_in_parts() {
    READ.clear();
    ExecutionState state = new ExecutionState(ID, WORKSHOP.ada.workspaceId(), workflow);
    new Log(watched, ID).forEachRemaining(state::apply);
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    readInParts();
  }

  @Test
  void its_page_is_put_together_in_parts_and_shows_any_of_its_items() {
    READ.clear();
    ExecutionViews.Detail detail = reader().get(WORKSHOP.ada, ID, new Rows("each", ITEMS / 2, 20));
    assertThat(detail.steps())
        .extracting(ExecutionViews.Step::path)
        .contains("each[2000]/a", "each[2009]/b")
        .hasSize(1 + 20);
    readInParts();
  }

  @Test
  void its_summary_is_read_without_any_event() {
    READ.clear();
    assertThat(reader().summary(WORKSHOP.ada, ID).id()).isEqualTo(ID);
    assertThat(READ).isEmpty();
  }

  private static ExecutionReader reader() {
    return new ExecutionReader(
        new JdbiExecutionRows(database), watched, WORKSHOP.store, new EventHub(store));
  }

  @Test
  void a_page_of_events_is_found_by_the_index_wherever_it_is() {
    for (long after : List.of(0L, EVENTS / 2, EVENTS - 3)) {
      ExecutionViews.Events page = reader().events(WORKSHOP.ada, ID, after, 500);
      assertThat(page.items().getFirst().sequence()).isEqualTo(after + 1);
      assertThat(page.items()).hasSize((int) Math.min(500, EVENTS - after));
      assertThat(page.more()).isEqualTo(after + 500 < EVENTS);
    }
    assertThat(reader().events(WORKSHOP.ada, ID, EVENTS, 500).items()).isEmpty();
    String plan =
        database
            .jdbi()
            .withHandle(handle -> {
              handle.execute("analyze execution_event");
              return String.join(
                  "\n",
                  handle
                      .createQuery("explain (analyze, timing off) " + LogReader.PAGE)
                      .bind("id", ID)
                      .bind("after", EVENTS / 2)
                      .bind("limit", 501)
                      .bind("most", LogReader.CHARACTERS)
                      .mapTo(String.class)
                      .list());
            });
    assertThat(plan)
        .contains("using execution_event_pkey", "rows=501")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void a_page_ends_where_it_gets_large_and_says_that_there_is_more() {
    Page page = store.page(ID, 0, 20_000);
    assertThat(page.lines()).hasSizeBetween(1_000, 19_999);
    assertThat(page.more()).isTrue();
    List<Long> all = new ArrayList<>();
    new Log(store, ID).forEachRemaining(line -> all.add(line.sequence()));
    assertThat(all).hasSize((int) EVENTS).doesNotHaveDuplicates().isSorted();
    Line last = store.page(ID, EVENTS - 1, 10).lines().getFirst();
    assertThat(last.type()).isEqualTo("ExecutionCompleted");
  }
}
