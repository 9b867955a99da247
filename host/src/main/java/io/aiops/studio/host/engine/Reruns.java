package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.InputCheck;
import io.aiops.studio.host.definition.StepChange;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Creation;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.KeyRoots;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.Plans;
import io.aiops.studio.host.execution.Rollback;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works out what an execution that goes on from another one is to be. */
final class Reruns {

  /** What happens to an execution that is cancelled while it waits for its turn. */
  private static final Set<String> WAITING =
      Set.of(
          "ExecutionStarted",
          "ExecutionQueued",
          "SlaBreached",
          "SignalReceived",
          "ExecutionCancelled");

  /** What is to be accepted. */
  record Planned(
      UUID workflowId,
      String workflow,
      int version,
      Map<String, @Nullable Object> inputs,
      Origin origin) {}

  private final ExecutionStore store;
  private final WorkflowStore workflows;
  private final Definitions definitions;

  Reruns(ExecutionStore store, WorkflowStore workflows, Definitions definitions) {
    this.store = store;
    this.workflows = workflows;
    this.definitions = definitions;
  }

  /** What may be taken over from an origin. */
  static Adoption adoption(ExecutionStore store, Origin origin, Workflow workflow) {
    return Adoption.of(
        new Log(store, origin.executionId()),
        origin,
        workflow.body(),
        origin.from(),
        earlier(store, origin, workflow));
  }

  /** Of a retry's origin: what it goes on from itself, as far back as there are retries. */
  private static @Nullable KeyRoots earlier(
      ExecutionStore store, Origin origin, Workflow workflow) {
    Origin earlier =
        origin.mode() == Origin.Mode.RETRY
            ? store.header(origin.executionId()).map(Header::origin).orElse(null)
            : null;
    return earlier == null
        ? null
        : KeyRoots.of(
            new Log(store, earlier.executionId()),
            earlier,
            workflow.body(),
            earlier(store, earlier, workflow));
  }

  /** The same inputs and version; what failed or never ran is run. */
  Planned retry(Header header) {
    RerunRules.checkRetry(store, header);
    return planned(header, header.version(), header.inputs(), again(store, header));
  }

  /**
   * Not together with others: while what it goes on from is being removed, this waits.
   *
   * @throws NotFoundException if that is gone by then
   * @throws ConflictException if it is a retry, and something else goes on with the keys
   */
  Creation accept(Request again, Rerun asked, Header of) {
    Creation creation =
        asked instanceof Rerun.Retry
            ? store.retry(again, of.id())
            : store.create(List.of(again)).getFirst();
    if (creation instanceof Creation.GoneOn gone) {
      throw RerunRules.goneOn(store, of, gone);
    }
    if (creation instanceof Creation.Orphaned orphaned) {
      throw new NotFoundException("execution", orphaned.origin().toString());
    }
    return creation;
  }

  /**
   * What goes on from an execution that has ended, with its keys. One that was cancelled before it
   * took over anything has nothing to give: what it was to go on from has.
   */
  static Origin again(ExecutionStore store, Header header) {
    Origin before = header.origin();
    return before != null && neverBegan(store, header)
        ? before
        : origin(store, header, Origin.Mode.RETRY, null, changes(header), null);
  }

  private static boolean neverBegan(ExecutionStore store, Header header) {
    if (header.status() != ExecutionStatus.CANCELLED) {
      return false;
    }
    for (Log log = new Log(store, header.id()); log.hasNext(); ) {
      if (!WAITING.contains(log.next().type())) {
        return false;
      }
    }
    return true;
  }

  /** Whether an execution that was to do exactly this has ended: it can be gone on from. */
  static boolean sameWork(
      Header before,
      UUID workspaceId,
      WorkflowStore.Reference version,
      Map<String, @Nullable Object> inputs) {
    return before.status().terminal()
        && before.workspaceId().equals(workspaceId)
        && before.workflowId().equals(version.workflowId())
        && before.version() == version.version()
        && Json.asRead(before.inputs()).equals(Json.asRead(inputs));
  }

  Planned fork(Header header, Rerun.Fork fork) {
    Integer asked = fork.version();
    int version =
        asked == null
            ? header.version()
            : workflows
                .reference(header.workspaceId(), header.workflow(), asked)
                .orElseThrow(() ->
                    new NotFoundException("workflow", header.workflow() + " version " + asked))
                .version();
    Workflow plain = definitions.get(header.workspaceId(), header.workflowId(), version);
    Map<String, @Nullable Object> inputs = header.inputs();
    if (fork.inputs() != null) {
      InputCheck.Checked checked = InputCheck.check(plain, fork.inputs());
      if (!checked.problems().isEmpty()) {
        throw new InvalidException(checked.problems());
      }
      inputs = checked.inputs();
    }
    // Of another version its own text is wanted, not what was tried on this one.
    Map<String, StepChange> before = version == header.version() ? changes(header) : Map.of();
    Map<String, StepChange> changes = StepChange.together(before, fork.changes());
    RerunRules.checkStep(changed(plain, changes), fork.step(), plans(header, fork.step()));
    return planned(
        header,
        version,
        inputs,
        origin(store, header, Origin.Mode.FORK, fork.step(), changes, null));
  }

  /** Of one that has ended: a fork at the step, which is told why. */
  Planned rollBack(Header header, ExecutionState state, Rerun.RollBack rollback) {
    RerunRules.checkStep(state.workflow(), rollback.step(), plans(header, rollback.step()));
    // What an item's step had come to is no longer known once its list is done; the log has it.
    Adoption.Result before =
        Adoption.of(
                new Log(store, header.id()),
                origin(store, header, Origin.Mode.FORK, null, Map.of(), null),
                state.workflow().body(),
                null,
                null)
            .of(rollback.step());
    return planned(
        header,
        header.version(),
        header.inputs(),
        origin(
            store,
            header,
            Origin.Mode.FORK,
            rollback.step(),
            changes(header),
            new Rollback(rollback.diagnosis(), before == null ? null : before.output())));
  }

  ExecutionState fold(Header header) {
    return fold(store, definitions, header);
  }

  /** As its events have it; what it takes over from an origin matters to deciding alone. */
  static ExecutionState fold(ExecutionStore store, Definitions definitions, Header header) {
    ExecutionState state =
        new ExecutionState(header.id(), header.workspaceId(), definitions.of(header));
    new Log(store, header.id()).forEachRemaining(state::apply);
    return state;
  }

  /** What was planned in an execution; only a path within something asks for it. */
  private Function<String, @Nullable Body> plans(Header header, String path) {
    return path.indexOf('/') < 0 ? none -> null : Plans.of(new Log(store, header.id()))::of;
  }

  private static Workflow changed(Workflow workflow, Map<String, StepChange> changes) {
    try {
      return StepChange.apply(workflow, changes);
    } catch (NoSuchElementException e) {
      throw new InvalidException(
          "changes",
          "names '%s', which is no step of %s".formatted(e.getMessage(), workflow.name()));
    } catch (IllegalArgumentException e) {
      throw new InvalidException("changes", String.valueOf(e.getMessage()));
    }
  }

  private static Planned planned(
      Header header, int version, Map<String, @Nullable Object> inputs, Origin origin) {
    return new Planned(header.workflowId(), header.workflow(), version, inputs, origin);
  }

  private static Origin origin(
      ExecutionStore store,
      Header header,
      Origin.Mode mode,
      @Nullable String from,
      Map<String, StepChange> changes,
      @Nullable Rollback rollback) {
    Origin before = header.origin();
    UUID root =
        mode == Origin.Mode.FORK
            ? UUID.randomUUID()
            : before == null ? header.id() : before.keyRoot();
    return new Origin(header.id(), last(store, header), mode, root, from, changes, rollback);
  }

  /** The row may lag behind the log; what has happened up to now counts, and nothing later. */
  private static long last(ExecutionStore store, Header header) {
    long last = header.lastSequence();
    for (Log log = new Log(store, header.id(), last); log.hasNext(); ) {
      last = log.next().sequence();
    }
    return last;
  }

  private static Map<String, StepChange> changes(Header header) {
    Origin origin = header.origin();
    return origin == null ? Map.of() : origin.changes();
  }
}
