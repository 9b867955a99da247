package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.engine.Executions;
import io.aiops.studio.host.engine.Replay;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several nodes that compete. */
class TriggersAcrossNodesTest extends TriggerNodes {

  @Test
  void two_nodes_that_compete_fire_each_time_of_each_schedule_once() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    List<TriggerParts> nodes = List.of(node(ada, clock, e -> e), node(ada, clock, e -> e));
    TriggerService service = nodes.getFirst().service();
    for (int i = 0; i < 40; i++) {
      service.save(ada, "every-minute-" + i, every("* * * * *", Missed.SKIP));
    }
    Instant begin = clock.instant();
    for (int minute = 0; minute < 10; minute++) {
      clock.advance(Duration.ofSeconds(60));
      together(nodes);
    }
    assertThat(all(ada, "work")).hasSize(400).allMatch(e -> e.startedBy().equals("ada"));
    for (Trigger trigger : service.list(ada)) {
      assertThat(service.firings(ada, trigger.name(), null, 200).items())
          .hasSize(10)
          .allMatch(firing -> firing.status() == Firing.Status.STARTED)
          .extracting(Firing::scheduledAt)
          .doesNotHaveDuplicates()
          .allMatch(at -> at.isAfter(begin) && !at.isAfter(clock.instant()));
      assertThat(trigger.nextAt()).isAfter(clock.instant());
    }
  }

  @Test
  void a_node_that_dies_before_or_after_the_start_neither_loses_nor_doubles_it() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    AtomicInteger count = new AtomicInteger();
    TriggerParts dying = node(ada, clock, real -> new Dying(real, count));
    TriggerParts other = node(ada, clock, e -> e);
    for (int i = 0; i < 10; i++) {
      other.service().save(ada, "t-" + i, every("*/5 * * * *", Missed.ALL));
    }
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofMinutes(5));
      // First it is alone, so that it takes some; from then on they compete.
      together(i == 0 ? List.of(dying) : List.of(dying, other));
      // What the dying one took is left to it until the lease ends.
      clock.advance(Dispatcher.LEASE);
      together(List.of(other));
    }
    assertThat(count.get()).as("deaths").isPositive();
    assertThat(all(ada, "work")).hasSize(110);
    for (int i = 0; i < 10; i++) {
      assertThat(other.service().firings(ada, "t-" + i, null, 200).items())
          .hasSize(11)
          .allMatch(firing -> firing.status() == Firing.Status.STARTED);
    }
  }

  /** Dies at every start: now before, now after it. */
  private record Dying(ExecutionService real, AtomicInteger count) implements ExecutionService {
    @Override
    public Started start(Caller caller, StartRequest request) {
      if (count.incrementAndGet() % 2 == 0) {
        real.start(caller, request);
      }
      throw new IllegalStateException("dead");
    }

    @Override
    public Started rerun(Caller caller, UUID executionId, Rerun request) {
      return real.rerun(caller, executionId, request);
    }

    @Override
    public Replayed replay(Caller caller, UUID executionId) {
      return real.replay(caller, executionId);
    }

    @Override
    public void cancel(Caller caller, UUID executionId) {
      real.cancel(caller, executionId);
    }
  }

  @Test
  void who_may_no_longer_run_starts_nothing_and_the_history_says_so() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    List<Optional<Caller>> standing = new ArrayList<>(List.of(Optional.of(ada)));
    TriggerParts node = node(standing::getLast, clock, e -> e);
    node.service().save(ada, "t", every("* * * * *", Missed.SKIP));
    for (Optional<Caller> now :
        List.of(
            Optional.<Caller>empty(),
            Optional.of(
                new Caller(
                    ada.userId(),
                    "ada",
                    ada.workspaceId(),
                    Role.VIEWER,
                    Set.of(Permission.values()),
                    true)))) {
      standing.add(now);
      clock.advance(Duration.ofMinutes(1));
      together(List.of(node));
      assertThat(node.service().firings(ada, "t", null, 9).items().getFirst())
          .returns(Firing.Status.FAILED, Firing::status)
          .satisfies(firing -> assertThat(firing.reason()).contains("'ada', who may not run"));
    }
    assertThat(all(ada, "work")).isEmpty();
  }

  @Test
  void each_end_of_a_watched_execution_fires_once_with_its_output() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "first", NOTHING);
    save(ada.workspaceId(), "work", NOTHING);
    List<TriggerParts> nodes =
        List.of(node(ada, Clock.systemUTC(), e -> e), node(ada, Clock.systemUTC(), e -> e));
    nodes
        .getFirst()
        .service()
        .save(
            ada,
            "after",
            new Definition(
                "work",
                null,
                Map.of(),
                new Source.Completion("first", Set.of(Source.Ending.COMPLETED)),
                true));
    Executions starter =
        new Executions(
            log,
            workflows,
            new Definitions(workflows),
            new Replay(expressions),
            queue(),
            (c, a, s, d) -> {},
            Clock.systemUTC());
    for (int i = 0; i < 200; i++) {
      starter.start(ada, new StartRequest("first", null, Map.of("n", i), null));
    }
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> {
          together(nodes);
          assertThat(all(ada, "work")).hasSize(200);
        });
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() ->
            assertThat(all(ada, "work"))
                .hasSize(200)
                .allMatch(e -> e.status() == ExecutionViews.Status.COMPLETED));
    assertThat(
            all(ada, "work").stream().map(e -> reader.get(ada, e.id()).inputs().get("n")).toList())
        .doesNotHaveDuplicates()
        .hasSize(200);
  }

  @Test
  void a_circle_of_completions_ends_and_says_so() {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "ping", NOTHING);
    save(ada.workspaceId(), "pong", NOTHING);
    TriggerParts node = node(ada, Clock.systemUTC(), e -> e);
    for (List<String> pair : List.of(List.of("ping", "pong"), List.of("pong", "ping"))) {
      node.service()
          .save(
              ada,
              "after-" + pair.getFirst(),
              new Definition(
                  pair.getLast(),
                  null,
                  Map.of(),
                  new Source.Completion(pair.getFirst(), Set.of(Source.Ending.COMPLETED)),
                  true));
    }
    node.service()
        .save(ada, "begin", new Definition("ping", null, Map.of(), new Source.Queue(), true));
    node.service().fire(ada, "begin", null, null);
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> {
          together(List.of(node));
          List<Firing> firings = new ArrayList<>();
          firings.addAll(node.service().firings(ada, "after-ping", null, 99).items());
          firings.addAll(node.service().firings(ada, "after-pong", null, 99).items());
          assertThat(firings)
              .filteredOn(firing -> firing.status() == Firing.Status.FAILED)
              .singleElement()
              .satisfies(firing -> assertThat(firing.reason()).contains("circle", "17 times"));
          assertThat(firings)
              .filteredOn(firing -> firing.status() == Firing.Status.STARTED)
              .hasSize(15);
        });
    assertThat(all(ada, "ping").size() + all(ada, "pong").size()).isEqualTo(16);
  }

  @Test
  void a_trigger_that_is_switched_off_fires_by_hand_only() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    TriggerParts node = node(ada, clock, e -> e);
    TriggerService service = node.service();
    service.save(ada, "t", every("* * * * *", Missed.ALL));
    service.enable(ada, "t", false);
    clock.advance(Duration.ofMinutes(5));
    together(List.of(node));
    assertThat(all(ada, "work")).isEmpty();
    TriggerService.Fired fired = service.fire(ada, "t", null, "once");
    assertThat(service.fire(ada, "t", null, "once").executionId()).isEqualTo(fired.executionId());
    assertThat(all(ada, "work")).hasSize(1);
    service.enable(ada, "t", true);
    clock.advance(Duration.ofMinutes(1));
    together(List.of(node));
    assertThat(all(ada, "work")).as("on again: from now on, nothing was missed").hasSize(2);
  }
}
