package io.aiops.studio.host.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.Closing;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.Replay;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.Verification;
import io.aiops.studio.host.messaging.CutSessions;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.problem.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process is cut at each of its durable operations in turn, on a real PostgreSQL and a real
 * Artemis; another goes on. The ordinary run cuts at some; {@code -Dcrash.every=true} at all.
 */
class CrashTest {

  private static final boolean EVERY = Boolean.getBoolean("crash.every");
  private static final int MOST_OPERATIONS = 200;

  /** As docs/liveness.md promises: whatever was lost is found again within a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PACE = Duration.ofMillis(10);

  /** The dead complain a lot. */
  private static final List<Logger> NOISE =
      List.of(
          Logger.getLogger("io.aiops.studio.host"),
          Logger.getLogger("org.apache.activemq"),
          Logger.getLogger("org.apache.artemis"));

  @TempDir static Path folder;
  private static Database database;
  private static EmbeddedBroker broker;

  private final Effects effects = new Effects();
  private final Occasions occasions = new Occasions();
  private final Workshop workshop = Course.workshop();
  private final Set<String> died = new TreeSet<>();
  private ExecutionStore store;
  private StudioProcess process;

  @BeforeAll
  static void begin() {
    NOISE.forEach(logger -> logger.setLevel(Level.OFF));
    database = TestDatabase.create();
    broker = CutSessions.broker(folder);
  }

  @AfterAll
  static void end() throws Exception {
    NOISE.forEach(logger -> logger.setLevel(null));
    Closing.all(broker, database);
  }

  @ParameterizedTest
  @MethodSource("io.aiops.studio.host.crash.Course#all")
  void whatever_was_the_last_thing_a_process_did_another_goes_on_as_if_nothing_had_been(
      Course course) throws Exception {
    cutEverywhere(course, () -> process(null));
  }

  /** The broker begins anew with the process: what its journal spared is gone. */
  @ParameterizedTest
  @MethodSource("io.aiops.studio.host.crash.Course#all")
  void so_it_is_where_the_broker_is_in_the_process(Course course) throws Exception {
    cutEverywhere(
        course,
        () -> {
          broker.close();
          broker = CutSessions.broker(folder);
          return process(broker);
        });
  }

  private StudioProcess process(@Nullable EmbeddedBroker inside) {
    return new StudioProcess(database, workshop, effects, occasions, inside);
  }

  private void cutEverywhere(Course course, Supplier<StudioProcess> begin) throws Exception {
    store = new JdbcExecutionStore(database);
    process = begin.get();
    try {
      int step = EVERY ? 1 : course.step();
      boolean reached = true;
      // Each course is sampled at other places.
      for (int k = EVERY ? 1 : 1 + course.ordinal() % course.step(); reached; k += step) {
        assertThat(k).isLessThan(MOST_OPERATIONS);
        UUID before = before(course, k);
        process.cut.before(k);
        List<UUID> ids = start(course, before, k);
        reached = process.cut.dead() || cutWithin(course, ids);
        if (reached) {
          died.add(process.cut.operations().getLast());
          process.close();
          process = begin.get();
        }
        process.cut.never();
        // Whoever did not hear that it was accepted asks again.
        for (UUID id : start(course, before, k)) {
          check(course, id);
          course.check(store.events(id, 0, Course.MOST_EVENTS));
        }
        settled();
      }
      course.finish(process, workshop);
      settled();
    } finally {
      process.close();
    }
    assertThat(died).as("died before").hasSizeGreaterThan(EVERY ? 3 : 0);
    assertThat(effects.again()).as("completed calls made again").isEmpty();
    assertThat(effects.most()).as("at work at the same time").isLessThanOrEqualTo(1);
  }

  private @Nullable UUID before(Course course, int k) {
    UUID before = course.before(process, workshop, course + "-" + k).orElse(null);
    if (before != null) {
      Awaitility.await().atMost(PATIENCE).pollInterval(PACE).until(() -> ended(before));
    }
    return before;
  }

  private List<UUID> start(Course course, @Nullable UUID before, int k) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < course.executions(); i++) {
      try {
        ids.add(course.start(process, workshop, before, course + "-" + k + "-" + i));
      } catch (UnavailableException | Cut.DeadException e) {
        assertThat(process.cut.dead()).isTrue();
      }
    }
    return ids;
  }

  private boolean ended(UUID id) {
    return store.header(id).filter(header -> header.status().terminal()).isPresent();
  }

  private void meanwhile(Course course, UUID id) {
    try {
      course.meanwhile(process, workshop, id);
    } catch (UnavailableException | Cut.DeadException e) {
      assertThat(process.cut.dead()).isTrue();
    }
  }

  /** Whether it died before all executions ended and were settled. */
  private boolean cutWithin(Course course, List<UUID> ids) throws InterruptedException {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(PACE)
        .until(() -> {
          ids.stream().filter(id -> !ended(id)).forEach(id -> meanwhile(course, id));
          return process.cut.dead() || ids.stream().allMatch(this::ended);
        });
    return process.cut.deadWithin(300);
  }

  private void check(Course course, UUID id) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(PACE)
        .until(() -> {
          if (!ended(id)) {
            process.repair();
            meanwhile(course, id);
          }
          return ended(id);
        });
    Header header = store.header(id).orElseThrow();
    assertThat(header.status())
        .as(() -> died + " " + store.lines(id, 0, Course.MOST_EVENTS))
        .isEqualTo(course.end());
    List<String> calls = new ArrayList<>();
    assertThat(seen(id, calls)).isEqualTo(course.output());
    assertThat(calls).as("calls of %s", id).containsExactlyInAnyOrderElementsOf(course.calls());
  }

  /**
   * Looks at an execution and those below it.
   *
   * @param calls what it asked of the outside is added
   * @return its output
   */
  private Object seen(UUID id, List<String> calls) {
    Awaitility.await()
        .alias("end of " + id)
        .atMost(PATIENCE)
        .pollInterval(PACE)
        .until(() -> {
          process.repair();
          return ended(id);
        });
    Header header = store.header(id).orElseThrow();
    assertThat(Verification.of(store, id, header.lastSequence()).problem()).isNull();
    Origin origin = header.origin();
    Replay.Replayed again =
        new Replay(new Expressions())
            .run(
                header,
                process.node.definitions.of(header),
                origin == null ? Adoption.NONE : Adoption.taken(new Log(store, id)),
                new Log(store, id));
    assertThat(again.difference()).isNull();
    List<ExecutionStore.Recorded> log = store.events(id, 0, Course.MOST_EVENTS);
    roots(id, again.state(), log).forEach(root -> calls.addAll(calls(root)));
    for (ExecutionStore.Recorded recorded : log) {
      if (recorded.event() instanceof Event.ChildStarted e) {
        seen(e.childId(), calls);
      }
    }
    return again.state().output();
  }

  /** What the outside knows it by: a retry as its origin, what was rolled back by another name. */
  private static Set<UUID> roots(UUID id, ExecutionState state, List<ExecutionStore.Recorded> log) {
    Set<UUID> roots = new TreeSet<>(List.of(id, state.keyRoot()));
    for (ExecutionStore.Recorded recorded : log) {
      if (recorded.event() instanceof Event.StepScheduled e) {
        roots.add(state.keyRoot(e.path()));
      }
    }
    return roots;
  }

  private List<String> calls(UUID root) {
    List<String> calls = new ArrayList<>();
    effects
        .of(root.toString())
        .forEach((key, whats) -> {
          assertThat(whats.stream().distinct()).as("effects under " + key).hasSize(1);
          assertThat(whats).as("calls under " + key).hasSizeLessThanOrEqualTo(2);
          calls.add(whats.getFirst());
        });
    return calls;
  }

  private void settled() {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> {
          process.repair();
          assertThat(process.node.queue.depths().values()).containsOnly(0L);
          assertThat(rows("promise")).as("promises that nobody kept").isZero();
          assertThat(rows("limit_claim")).as("places lost").isZero();
          assertThat(rows("place")).as("places at connections lost").isZero();
        });
  }

  private static int rows(String table) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("select count(*) from " + table).mapTo(Integer.class).one());
  }
}
