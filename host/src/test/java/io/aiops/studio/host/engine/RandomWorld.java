package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One execution with those below it, their queue, and what can go wrong between them. */
final class RandomWorld {

  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private static final int MOST_ROUNDS = 20_000;
  private static final int MOST_SIGNALS = 2_000;

  final UUID id = UUID.randomUUID();
  final UUID workspace = UUID.randomUUID();
  final InMemoryExecutionStore store = new InMemoryExecutionStore();
  final InMemoryWorkflowStore workflows = new InMemoryWorkflowStore();
  final boolean cancels;
  final RandomOutside outside;

  private final List<Command> queue = new ArrayList<>();
  private final Random random;

  /** For places and fallbacks, in every other world: a seed's other draws stay what they were. */
  private final @Nullable Random more;

  private final String text;
  private final Workflow workflow;
  private final boolean planning;
  private Engine engine;
  private int asked;

  /** Lists are opened at once, or in as many parts as there can be. */
  private final int part;

  RandomWorld(long seed, boolean planning) {
    this.planning = planning;
    random = new Random(seed);
    more = seed % 2 == 0 ? null : new Random(~seed);
    part = seed % 3 == 0 ? Engine.PART : 1;
    outside = new RandomOutside(random, more);
    save("leaf", falling(new RandomWorkflow(random, List.of()).text("leaf")));
    save("child", falling(new RandomWorkflow(random, List.of("leaf")).text("child")));
    List<String> others = List.of("child", "leaf", "missing");
    RandomWorkflow written =
        planning ? RandomWorkflow.planning(random, others) : new RandomWorkflow(random, others);
    text = falling(written.text("random"));
    WorkflowVersion version = save("random", text);
    workflow = WorkflowReader.read(text).workflow().orElseThrow();
    store.create(
        new Request(
            id,
            workspace,
            version.workflowId(),
            "random",
            1,
            Map.of(),
            "ada",
            NOW,
            null,
            "",
            null,
            4));
    cancels = random.nextInt(8) == 0;
    engine = engine();
  }

  private WorkflowVersion save(String name, String of) {
    Validation read = WorkflowReader.read(of);
    assertThat(read.problems()).isEmpty();
    return workflows.save(workspace, read.workflow().orElseThrow(), of, "ada", NOW, null);
  }

  /** Written as JSON in either case. */
  private String falling(String of) {
    return more == null ? Json.write(Json.parseMap(of)) : RandomFallbacks.in(of, more);
  }

  private Engine engine() {
    return new Engine(
        store,
        new Definitions(workflows),
        new Expressions(),
        new Unheard(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        10,
        null,
        part);
  }

  /** Until nothing is left to be said. */
  void run() {
    queue.add(new Command.Start(id));
    if (cancels) {
      queue.add(new Command.Cancel(id, "ada"));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      queue.add(rollback("r" + i));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      queue.add(signal());
    }
    for (int round = 0; !queue.isEmpty(); round++) {
      assertThat(round).as("rounds").isLessThan(MOST_ROUNDS);
      deliver();
      if (queue.isEmpty()) {
        store.unkept(NOW, NOW, 1_000).forEach(promise -> queue.add(Promises.read(promise)));
      }
      if (queue.isEmpty()) {
        urge();
      }
    }
    assertThat(store.unkept(NOW, NOW, 1)).as("promises").isEmpty();
  }

  /** What one still can wait for is somebody's word: it must not take more than that. */
  private void urge() {
    for (Header header : store.all()) {
      UUID one = header.id();
      if (!header.status().terminal()) {
        assertThat(++asked).as("signals asked for").isLessThan(MOST_SIGNALS);
        queue.add(new Command.Signal(one, "go", "late" + asked, "late" + asked, "ada"));
        queue.add(new Command.Signal(one, "stop", "Late" + asked, "Late" + asked, "ada"));
      }
    }
  }

  private Command signal() {
    String signalId = "s" + random.nextInt(4);
    return new Command.Signal(id, signalId.equals("s0") ? "stop" : "go", signalId, signalId, "ada");
  }

  private Command rollback(String rollbackId) {
    List<Step> steps = workflow.body().steps();
    Step step = steps.get(random.nextInt(steps.size()));
    String path = step.id();
    if (step.work() instanceof Step.ForEachWork list && random.nextBoolean()) {
      path += "[" + random.nextInt(3) + "]/" + list.body().steps().getFirst().id();
    }
    if (step.work() instanceof Step.PlanWork && random.nextBoolean()) {
      path += "[0]/s0";
    }
    return new Command.Rollback(id, path, "wrong", "ada", rollbackId);
  }

  private void deliver() {
    List<Command> batch = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0 && !queue.isEmpty(); i--) {
      batch.add(queue.remove(random.nextInt(queue.size())));
    }
    if (random.nextInt(6) == 0) {
      batch.add(batch.getFirst());
    }
    Sends sends;
    try {
      sends = engine.handle(batch);
    } catch (TaskQueue.BehindException e) {
      // A start that came again carried the execution as it was; the queue brings all of it
      // again.
      queue.addAll(batch);
      return;
    }
    queue.addAll(outside.answers(store));
    if (random.nextInt(5) == 0) {
      // The process dies after its events were committed and before anything was sent. What the
      // broker then delivers bears no mark of having been delivered before.
      queue.addAll(batch);
      engine = engine();
      return;
    }
    sends.tasks().forEach(task -> queue.add(outside.outcome(task)));
    sends.delayed().forEach(delayed -> queue.add(delayed.command()));
    queue.addAll(sends.commands());
    if (random.nextInt(6) == 0) {
      queue.add(batch.getLast());
    }
  }

  Map<String, History> histories() {
    return Map.of(
        planning ? "plans" : "main", History.of(store, store.header(id).orElseThrow(), text));
  }
}
