package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What workers and people say to random executions, some of it twice, and not always the same. */
final class RandomOutside {

  private final Random random;

  /** For places, in every other world: a seed's other draws stay what they were. */
  private final @Nullable Random more;

  /** What workers said of each attempt, by {@code execution/path#attempt}. */
  private final Map<String, List<Command.Result>> said = new HashMap<>();

  private final Map<UUID, Long> heard = new HashMap<>();

  RandomOutside(Random random, @Nullable Random more) {
    this.random = random;
    this.more = more;
  }

  /** Nothing, if no worker said anything of that attempt. */
  List<Command.Result> said(UUID id, String path, int attempt) {
    return said.getOrDefault(key(id, path, attempt), List.of());
  }

  private static String key(UUID id, String path, int attempt) {
    return id + "/" + path + "#" + attempt;
  }

  /** A task that is run twice may well end differently each time. */
  Command outcome(Task task) {
    Command.Result result =
        switch (random.nextInt(8)) {
          case 0 -> failed("unavailable", true);
          case 1 -> failed("timeout", true);
          case 2 -> failed("denied", false);
          case 3 ->
              task.kind().equals("agent") && task.approvals().round() < 3
                  ? Command.Result.asks(new Ask(null, "May I?", random.nextInt(3)), List.of())
                  : Command.Result.completed(random.nextInt(), List.of());
          default ->
              Command.Result.completed(
                  task.plan() == null || random.nextInt(5) == 0 ? random.nextInt() : plan(),
                  List.of());
        };
    if (more != null && more.nextInt(6) == 0) {
      Place place = new Place(new UUID(7, more.nextInt(2)), "tickets");
      if (!task.places().connections().contains(place.connectionId())) {
        result = Command.Result.queues(place);
      }
    }
    Command.Outcome outcome =
        new Command.Outcome(task.executionId(), task.path(), task.attempt(), task.round(), result);
    said.computeIfAbsent(
            key(task.executionId(), task.path(), task.attempt()), key -> new ArrayList<>())
        .add(result);
    return outcome;
  }

  private Object plan() {
    return RandomWorkflow.planning(random, List.of("leaf")).plan();
  }

  private static Command.Result failed(String category, boolean retryHelps) {
    return Command.Result.failed(new Failure(category, "no"), retryHelps, List.of());
  }

  /** What the events ask of people, they answer, some of them more than once. */
  List<Command> answers(InMemoryExecutionStore store) {
    List<Command> answers = new ArrayList<>();
    store.all().forEach(header -> answer(store, header.id(), answers));
    return answers;
  }

  private void answer(InMemoryExecutionStore store, UUID one, List<Command> answers) {
    for (Recorded recorded : store.events(one, heard.getOrDefault(one, 0L), Integer.MAX_VALUE)) {
      heard.put(one, recorded.sequence());
      if (recorded.event() instanceof Event.StepQueued e) {
        for (int i = more.nextInt(2); i >= 0; i--) {
          answers.add(new Command.PlaceGranted(one, e.path(), e.attempt(), e.round()));
        }
      }
      if (recorded.event() instanceof Event.ApprovalRequested e) {
        int times = 1 + random.nextInt(2);
        for (int i = 0; i < times; i++) {
          answers.add(
              new Command.Decide(
                  one,
                  e.path(),
                  e.attempt(),
                  e.round(),
                  e.hash(),
                  Verdict.values()[random.nextInt(3)],
                  "edited",
                  "",
                  "ada"));
        }
        if (random.nextInt(4) == 0) {
          answers.add(
              new Command.Delegate(
                  one,
                  e.path(),
                  e.attempt(),
                  e.round(),
                  "grace",
                  "",
                  "ada",
                  "d" + recorded.sequence()));
        }
      }
    }
  }
}
