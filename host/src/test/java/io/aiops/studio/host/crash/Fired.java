package io.aiops.studio.host.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.query.ExecutionViews.Filter;
import io.aiops.studio.host.trigger.CutTriggers;
import io.aiops.studio.host.trigger.Firing;
import io.aiops.studio.host.trigger.Missed;
import io.aiops.studio.host.trigger.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Courses that begin by themselves: each occasion begins one execution, whatever is cut. */
enum Fired implements Course {
  /** A program calls, and calls again if it got no answer. */
  WEBHOOK {
    @Override
    void prepare(CutTriggers triggers) {
      triggers.save(trigger(), workflow(), new Source.Webhook(0));
    }

    @Override
    UUID await(StudioProcess process, Workshop workshop, Occasion occasion) {
      return process.triggers().deliver(trigger(), occasion.key());
    }
  },

  /** A time comes. */
  SCHEDULE {
    @Override
    void prepare(CutTriggers triggers) {
      // However late it is seen, it fires.
      triggers.save(trigger(), workflow(), monthly(Missed.ALL));
    }

    @Override
    void happens(StudioProcess process, Workshop workshop, Occasion occasion) {
      Instant time = process.triggers().get(trigger()).nextAt();
      process.occasions.at(occasion.name(), time);
      process.occasions.clock.advanceTo(time.plusSeconds(1));
    }

    @Override
    UUID await(StudioProcess process, Workshop workshop, Occasion occasion) {
      Instant time = process.occasions.at(occasion.name());
      return alive(process, () -> process.triggers().startedAt(trigger(), time));
    }
  },

  /** Three times pass while nobody looks: one trigger skips them, one fires once, one for each. */
  MISSED {
    private static final String SKIPS = "missed-skips";
    private static final String ONCE = "missed-once";
    private static final String ALL = "missed-all";

    @Override
    void prepare(CutTriggers triggers) {
      triggers.save(SKIPS, workflow(), monthly(Missed.SKIP));
      triggers.save(ONCE, workflow(), monthly(Missed.ONCE));
      triggers.save(ALL, workflow(), monthly(Missed.ALL));
    }

    @Override
    public int executions() {
      return 4;
    }

    @Override
    void happens(StudioProcess process, Workshop workshop, Occasion occasion) {
      Instant first = process.triggers().get(ALL).nextAt();
      process.occasions.at(occasion.name(), first);
      process.occasions.clock.advanceTo(months(first, 2).plus(Duration.ofDays(1)));
    }

    @Override
    UUID await(StudioProcess process, Workshop workshop, Occasion occasion) {
      Instant first = process.occasions.at(occasion.name());
      int which = occasion.which();
      return alive(
          process,
          () ->
              which == 3
                  ? process.triggers().startedAt(ONCE, months(first, 2))
                  : process.triggers().startedAt(ALL, months(first, which)));
    }

    @Override
    void finish(CutTriggers triggers, Set<String> occasions) {
      int passed = occasions.size() / executions();
      assertThat(triggers.firings(SKIPS))
          .as("skipped")
          .hasSize(passed)
          .allMatch(firing -> firing.status() == Firing.Status.SKIPPED);
      assertThat(triggers.firings(ONCE))
          .extracting(Firing::status)
          .as("one of three")
          .hasSize(2 * passed)
          .filteredOn(Firing.Status.STARTED::equals)
          .hasSize(passed);
      assertThat(triggers.firings(ALL))
          .as("each")
          .hasSize(3 * passed)
          .allMatch(firing -> firing.status() == Firing.Status.STARTED);
      List.of(SKIPS, ONCE, ALL).forEach(triggers::remove);
    }
  },

  /** A program puts a message into the queue, once, and gets one reply. */
  MESSAGE {
    private static final String REPLIES = "replies-of-";

    @Override
    void prepare(CutTriggers triggers) {
      triggers.save(trigger(), workflow(), new Source.Queue());
    }

    @Override
    void happens(StudioProcess process, Workshop workshop, Occasion occasion) {
      UUID id = process.triggers().get(trigger()).id();
      Occasions.send(id, occasion.key(), REPLIES + id);
    }

    @Override
    UUID await(StudioProcess process, Workshop workshop, Occasion occasion) {
      return alive(process, () -> process.triggers().startedBy(trigger(), occasion.key()));
    }

    @Override
    void finish(CutTriggers triggers, Set<String> occasions) {
      String queue = REPLIES + triggers.get(trigger()).id();
      List<String> expected = occasions.stream().map(key -> key + " COMPLETED").toList();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> Occasions.replies(queue).size() >= expected.size());
      assertThat(Occasions.replies(queue))
          .as("replies")
          .containsExactlyInAnyOrderElementsOf(expected);
      super.finish(triggers, occasions);
    }
  },

  /** Another workflow's execution ends. */
  COMPLETION {
    @Override
    void prepare(CutTriggers triggers) {
      triggers.save(
          trigger(), workflow(), new Source.Completion(LEADS, Set.of(Source.Ending.COMPLETED)));
    }

    @Override
    UUID await(StudioProcess process, Workshop workshop, Occasion occasion) {
      UUID leads =
          process
              .node
              .executions
              .start(workshop.ada, new StartRequest(LEADS, null, Map.of(), occasion.key()))
              .executionId();
      return alive(process, () -> process.triggers().startedAfter(trigger(), leads));
    }
  };

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Something that happens outside.
   *
   * @param name the same for all executions that it begins
   * @param which of them, from 0
   */
  record Occasion(String name, int which) {
    static Occasion of(String key) {
      int dash = key.lastIndexOf('-');
      return new Occasion(key.substring(0, dash), Integer.parseInt(key.substring(dash + 1)));
    }

    String key() {
      return name + "-" + which;
    }
  }

  abstract void prepare(CutTriggers triggers);

  /** Once, whatever becomes of it. */
  void happens(StudioProcess process, Workshop workshop, Occasion occasion) {}

  /**
   * @return what it began
   * @throws Cut.DeadException if the process died before
   */
  abstract UUID await(StudioProcess process, Workshop workshop, Occasion occasion);

  /** In the end, each firing is as it should be. */
  void finish(CutTriggers triggers, Set<String> occasions) {
    assertThat(triggers.firings(trigger()))
        .as("firings")
        .hasSize(occasions.size())
        .allMatch(firing -> firing.status() == Firing.Status.STARTED);
    triggers.remove(trigger());
  }

  String trigger() {
    return workflow() + "-fires";
  }

  String workflow() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Source monthly(Missed missed) {
    return new Source.Schedule("0 0 1 * *", "UTC", missed, 1_000);
  }

  private static Instant months(Instant from, int months) {
    return from.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
  }

  private static UUID alive(StudioProcess process, Supplier<Optional<UUID>> began) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          if (!process.cut.armed()) {
            process.repair();
          }
          return process.cut.dead() || began.get().isPresent();
        });
    return began.get().orElseThrow(() -> new Cut.DeadException("it began"));
  }

  @Override
  public Optional<UUID> before(StudioProcess process, Workshop workshop, String key) {
    prepare(process.triggers());
    return Optional.empty();
  }

  @Override
  public UUID start(StudioProcess process, Workshop workshop, @Nullable UUID before, String key) {
    Occasion occasion = Occasion.of(key);
    if (!process.occasions.first(key)) {
      // What a dead process has taken is left to it for so long.
      process.occasions.clock.advance(CutTriggers.LEASE.plusSeconds(1));
    } else if (occasion.which() == 0) {
      happens(process, workshop, occasion);
    }
    return await(process, workshop, occasion);
  }

  @Override
  public void finish(StudioProcess process, Workshop workshop) {
    Set<String> occasions = process.occasions.seen();
    assertThat(
            process.node.reader.list(workshop.ada, new Filter(workflow(), null, null, 200)).items())
        .as("executions, one for each occasion")
        .hasSize(occasions.size());
    finish(process.triggers(), occasions);
  }

  @Override
  public int step() {
    return 8;
  }

  @Override
  public ExecutionStatus end() {
    return ExecutionStatus.COMPLETED;
  }

  @Override
  public Object output() {
    return "posted";
  }

  @Override
  public List<String> calls() {
    return List.of("post came");
  }

  @Override
  public String body() {
    return """
    inputs: {type: object, properties: {sent: {type: string}}}
    steps: [{id: send, kind: tool, tool: mail/post, input: {text: came}}]
    """;
  }
}
