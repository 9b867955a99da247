package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.InputCheck;
import io.aiops.studio.host.definition.WorkflowStore.Reference;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Handover;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.Parent;
import io.aiops.studio.host.execution.Promise;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the decisions of one batch hand over from parents to children and back: children begin and
 * are cancelled, and tell their parent how they ended.
 */
final class Handovers {

  /** What trying again does not change. */
  private static final Set<String> LASTING = Set.of("cancelled", "invalid-input", "denied");

  private final Definitions definitions;
  private final ExecutionStore store;
  private final Instant now;
  private final List<Request> children = new ArrayList<>();
  private final List<Promise> promises = new ArrayList<>();
  private final List<Promise.Name> kept = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();

  Handovers(Definitions definitions, ExecutionStore store, Instant now) {
    this.definitions = definitions;
    this.store = store;
    this.now = now;
  }

  /** The time of the batch. */
  Instant now() {
    return now;
  }

  /** Nobody is there any more to take it in. */
  void dropped(Command command) {
    kept.add(new Promise.Name(command.executionId(), command.key()));
  }

  /**
   * After a decision.
   *
   * @param before its children before it
   */
  void after(
      Header header,
      ExecutionState state,
      Command command,
      Map<UUID, String> before,
      List<Event> decided) {
    if (promised(header, state, command)) {
      kept.add(new Promise.Name(command.executionId(), command.key()));
    }
    Map<UUID, String> left = new LinkedHashMap<>(before);
    for (Event event : decided) {
      if (event instanceof Event.ChildStarted e && begin(header, state, e)) {
        left.put(e.childId(), e.path());
      }
    }
    if (!left.isEmpty()) {
      abandon(left, state, command);
    }
    Parent parent = header.parent();
    if (parent != null && !decided.isEmpty() && state.status().terminal()) {
      promise(
          new Command.Outcome(
              parent.executionId(), parent.path(), parent.attempt(), result(header, state)));
    }
  }

  private static boolean promised(Header header, ExecutionState state, Command command) {
    return switch (command) {
      case Command.Cancel c -> header.parent() != null;
      case Command.Outcome c -> {
        StepState step = state.find(c.path());
        yield step == null
            || step.step().work() instanceof io.aiops.studio.host.definition.Step.WorkflowWork;
      }
      default -> false;
    };
  }

  /** Cancels those whose step does not wait for them any more. */
  private void abandon(Map<UUID, String> left, ExecutionState state, Command command) {
    left.keySet().removeAll(state.children().keySet());
    left.forEach((child, path) -> {
      boolean ended = command instanceof Command.Outcome outcome && outcome.path().equals(path);
      if (!ended) {
        promise(new Command.Cancel(child, state.startedBy()));
      }
    });
  }

  /** Whether it could begin; if not, its step is told. */
  private boolean begin(Header header, ExecutionState state, Event.ChildStarted e) {
    Parent above = header.parent();
    int depth = above == null ? 1 : above.depth() + 1;
    if (depth > Parent.DEEPEST) {
      return refuse(
          header,
          e,
          "workflow '%s' would stand %d deep; at most %d. A workflow that runs itself has to end."
              .formatted(e.workflow(), depth, Parent.DEEPEST));
    }
    Optional<Reference> found =
        definitions.reference(header.workspaceId(), e.workflow(), e.version());
    if (found.isEmpty()) {
      return refuse(
          header,
          e,
          "there is no workflow '%s'%s"
              .formatted(e.workflow(), e.version() == null ? "" : " version " + e.version()));
    }
    Reference version = found.get();
    InputCheck.Checked checked =
        InputCheck.check(
            definitions.get(header.workspaceId(), version.workflowId(), version.version()),
            e.inputs());
    if (!checked.problems().isEmpty()) {
      return refuse(
          header,
          e,
          checked.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
    Request request =
        new Request(
            e.childId(),
            header.workspaceId(),
            version.workflowId(),
            e.workflow(),
            version.version(),
            checked.inputs(),
            header.startedBy(),
            now,
            null,
            "",
            goesOnFrom(state, e, version, checked.inputs()),
            header.priority(),
            // Its parent holds a place for it: one of its own to wait for could never come.
            false,
            new Parent(header.id(), e.path(), e.attempt(), depth),
            false);
    children.add(request);
    commands.add(Executions.start(request));
    return true;
  }

  /** So that what completed in the child before is neither paid nor done again. */
  private @Nullable Origin goesOnFrom(
      ExecutionState state,
      Event.ChildStarted e,
      Reference version,
      Map<String, @Nullable Object> inputs) {
    StepState step = state.find(e.path());
    UUID earlier = step == null ? null : state.earlierChild(step);
    return earlier == null
        ? null
        : store
            .header(earlier)
            .filter(before -> Reruns.sameWork(before, state.workspaceId(), version, inputs))
            .map(before -> Reruns.again(store, before))
            .orElse(null);
  }

  private boolean refuse(Header header, Event.ChildStarted e, String why) {
    Failure failure = new Failure("invalid-input", "It could not begin: " + why);
    promise(
        new Command.Outcome(
            header.id(), e.path(), e.attempt(), Command.Result.failed(failure, false, List.of())));
    return false;
  }

  private void promise(Command command) {
    promises.add(Promises.write(command));
    commands.add(command);
  }

  private static Command.Result result(Header header, ExecutionState state) {
    if (state.status() == ExecutionStatus.COMPLETED) {
      return Command.Result.completed(state.output(), List.of());
    }
    Failure cause = state.failure();
    String category = cause == null ? "internal" : cause.category();
    Failure failure =
        new Failure(
            category,
            "Execution %s of workflow '%s' %s: %s"
                .formatted(
                    header.id(),
                    header.workflow(),
                    state.status() == ExecutionStatus.CANCELLED ? "was cancelled" : "failed",
                    cause == null ? "" : cause.message()));
    return Command.Result.failed(failure, !LASTING.contains(category), List.of());
  }

  Handover handover() {
    return new Handover(children, promises, kept);
  }

  /** To be sent once all of it is safe. */
  List<Command> commands() {
    return commands;
  }
}
