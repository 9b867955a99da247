package io.aiops.studio.host.engine;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.aiops.studio.host.batch.GroupCommit;
import io.aiops.studio.host.definition.InputCheck;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.definition.WorkflowStore.Reference;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Creation;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Accepts executions: checks, writes one row, sends one command. The engine does the rest. */
public final class Executions implements ExecutionService, AutoCloseable {

  /** More is read from the database, not carried by a message. */
  private static final int LARGEST_CARRIED = 16_384;

  /** So often a workflow may be saved while one start of it is accepted. */
  private static final int TRIES = 5;

  private static final int AT_ONCE = 256;
  private static final int MOST_WAITING = 20_000;
  private static final Duration PATIENCE = Duration.ofMillis(4_500);

  private final ExecutionStore store;
  private final Definitions definitions;
  private final Replay replay;
  private final Reruns reruns;
  private final TaskQueue queue;
  private final Audit audit;
  private final Predicate<UUID> bounded;
  private final Clock clock;
  private final Newest newest;
  private final GroupCommit<Request, Creation> accepting;
  private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

  public Executions(
      ExecutionStore store,
      WorkflowStore workflows,
      Definitions definitions,
      Replay replay,
      TaskQueue queue,
      Audit audit,
      Clock clock) {
    this(store, workflows, definitions, replay, queue, audit, workspace -> false, clock);
  }

  /**
   * @param bounded whether so many executions of a workspace may run that others must wait
   */
  public Executions(
      ExecutionStore store,
      WorkflowStore workflows,
      Definitions definitions,
      Replay replay,
      TaskQueue queue,
      Audit audit,
      Predicate<UUID> bounded,
      Clock clock) {
    this.bounded = bounded;
    this.store = store;
    this.newest = new Newest(workflows);
    this.definitions = definitions;
    this.replay = replay;
    this.reruns = new Reruns(store, workflows, definitions);
    this.queue = queue;
    this.audit = audit;
    this.clock = clock;
    this.accepting =
        new GroupCommit<>("studio-accept", AT_ONCE, MOST_WAITING, PATIENCE, store::create);
  }

  @Override
  public Started start(Caller caller, StartRequest request) {
    caller.require(Permission.RUN);
    RequestRules.checkKey(request.idempotencyKey());
    RequestRules.checkPriority(request.priority());
    Reference version = newest.reference(caller.workspaceId(), request);
    for (int i = 0; i < TRIES; i++) {
      Started started = start(caller, request, version);
      if (started != null) {
        return started;
      }
      version = newest.now(caller.workspaceId(), request);
    }
    throw new UnavailableException(
        "Workflow '" + request.workflow() + "' is saved again and again; try again in a moment.",
        new IllegalStateException(request.workflow()));
  }

  /** Null if the version is not the newest any more. */
  private @Nullable Started start(Caller caller, StartRequest request, Reference version) {
    Request asked;
    try {
      asked = request(caller, request, version);
    } catch (InvalidException e) {
      if (newest.now(caller.workspaceId(), request).equals(version)) {
        throw e;
      }
      return null;
    }
    Creation creation = accepting.submit(asked);
    return creation instanceof Creation.Outdated ? null : started(asked, creation);
  }

  private Request request(Caller caller, StartRequest request, Reference version) {
    Workflow workflow =
        definitions.get(caller.workspaceId(), version.workflowId(), version.version());
    InputCheck.Checked checked = InputCheck.check(workflow, request.inputs());
    if (!checked.problems().isEmpty()) {
      throw new InvalidException(checked.problems());
    }
    // A repeat may come after a newer version was saved: what was asked for counts, not the answer.
    Integer priority = request.priority();
    String hash =
        RequestRules.hash(
            request.workflow() + (priority == null ? "" : "\npriority " + priority),
            request.version(),
            request.inputs());
    return new Request(
        ids.generate(),
        caller.workspaceId(),
        version.workflowId(),
        request.workflow(),
        version.version(),
        checked.inputs(),
        caller.userName(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        request.idempotencyKey(),
        hash,
        null,
        priority == null ? workflow.queueing().priority() : priority,
        limited(caller, workflow),
        null,
        request.version() == null);
  }

  private boolean limited(Caller caller, Workflow workflow) {
    return workflow.queueing().executions() > 0 || bounded.test(caller.workspaceId());
  }

  private Started started(Request accepted, Creation creation) {
    if (creation instanceof Creation.Repeated repeated) {
      return repeat(repeated.earlier(), accepted.requestHash(), accepted.idempotencyKey());
    }
    // The row is durable, and what is lost on this way is sent again by the sweeper.
    queue.post(start(accepted));
    return new Started(accepted.id(), true);
  }

  static Command.Start start(Request accepted) {
    boolean small =
        accepted.origin() == null && Json.bytes(accepted.inputs()).length <= LARGEST_CARRIED;
    return new Command.Start(accepted.id(), small ? accepted.header() : null);
  }

  private Started repeat(Header earlier, String hash, @Nullable String key) {
    if (!earlier.requestHash().equals(hash)) {
      throw new ConflictException(
          "The Idempotency-Key '"
              + key
              + "' was used for another request, execution "
              + earlier.id()
              + ". Use a new key for a new request.");
    }
    if (earlier.lastSequence() == 0) {
      queue.post(new Command.Start(earlier.id()));
    }
    return new Started(earlier.id(), false);
  }

  @Override
  public Replayed replay(Caller caller, UUID executionId) {
    caller.require(Permission.VIEW);
    Header header = header(caller, executionId);
    Replay.Replayed replayed =
        replay.run(
            header,
            definitions.of(header),
            header.origin() == null ? Adoption.NONE : Adoption.taken(new Log(store, executionId)),
            new Log(store, executionId));
    Long different = replayed.firstDifferent();
    return new Replayed(
        different == null ? replayed.state().sequence() : different - 1,
        replayed.hash().toString(),
        different,
        replayed.difference());
  }

  @Override
  public Started rerun(Caller caller, UUID executionId, Rerun request) {
    caller.require(Permission.RUN);
    RequestRules.checkKey(request.idempotencyKey());
    Header header = header(caller, executionId);
    Reruns.Planned planned;
    switch (request) {
      case Rerun.Retry r -> planned = reruns.retry(header);
      case Rerun.Fork f -> planned = reruns.fork(header, f);
      case Rerun.RollBack r -> {
        RerunRules.checkDiagnosis(r.diagnosis());
        ExecutionState state = reruns.fold(header);
        if (!state.status().terminal()) {
          return rollBack(caller, state, r);
        }
        planned = reruns.rollBack(header, state, r);
      }
    }
    String how = request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    UUID id = ids.generate();
    Request again =
        new Request(
            id,
            caller.workspaceId(),
            planned.workflowId(),
            planned.workflow(),
            planned.version(),
            planned.inputs(),
            caller.userName(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            request.idempotencyKey(),
            RequestRules.hash(how + " " + executionId, null, Json.toMap(request)),
            planned.origin(),
            header.priority(),
            limited(
                caller,
                definitions.get(caller.workspaceId(), planned.workflowId(), planned.version())),
            null,
            false);
    Started started = started(again, reruns.accept(again, request, header));
    if (started.created()) {
      audit.record(
          caller,
          "execution." + how,
          executionId.toString(),
          Map.of("workflow", header.workflow(), "execution", id.toString()));
    }
    return started;
  }

  private Started rollBack(Caller caller, ExecutionState state, Rerun.RollBack request) {
    RerunRules.checkRuns(state);
    RerunRules.checkBegun(state, request);
    String key = request.idempotencyKey();
    audit.record(
        caller, "execution.rollback", state.id().toString(), Map.of("step", request.step()));
    queue.send(
        new Command.Rollback(
            state.id(),
            request.step(),
            request.diagnosis(),
            caller.userName(),
            key == null ? UUID.randomUUID().toString() : key));
    return new Started(state.id(), false);
  }

  private Header header(Caller caller, UUID executionId) {
    return store
        .header(executionId)
        .filter(h -> h.workspaceId().equals(caller.workspaceId()))
        .orElseThrow(() -> new NotFoundException("execution", executionId.toString()));
  }

  @Override
  public void cancel(Caller caller, UUID executionId) {
    caller.require(Permission.RUN);
    Header header = header(caller, executionId);
    if (header.status().terminal()) {
      return;
    }
    audit.record(
        caller, "execution.cancel", executionId.toString(), Map.of("workflow", header.workflow()));
    queue.send(new Command.Cancel(executionId, caller.userName()));
  }

  @Override
  public void close() {
    accepting.close();
  }
}
