package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Signalled;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.taskqueue.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Lets signals in: within bounds, and only to executions that still can take them. The engine never
 * drops one that came through here, so callers at the same time may go past the bound by a few.
 */
public final class SignalGate implements SignalService {

  private static final int MOST_KEPT = 1_000;
  private static final int LARGEST = 64 * 1024;
  private static final int LONGEST_ID = 200;

  private final ExecutionStore store;
  private final Consumer<Command> queue;
  private final Audit audit;

  /**
   * @param queue takes a command durably
   */
  public SignalGate(ExecutionStore store, Consumer<Command> queue, Audit audit) {
    this.store = store;
    this.queue = queue;
    this.audit = audit;
  }

  @Override
  public String send(Caller caller, UUID executionId, Signal signal) {
    caller.require(Permission.RUN);
    check(signal);
    Header header =
        store
            .header(executionId)
            .filter(h -> h.workspaceId().equals(caller.workspaceId()))
            .orElseThrow(() -> new NotFoundException("execution", executionId.toString()));
    String id = signal.id() == null ? UUID.randomUUID().toString() : signal.id();
    Signalled signalled = store.signalled(executionId, id);
    if (signalled.known()) {
      return id;
    }
    if (header.status().terminal() || header.status() == ExecutionStatus.COMPENSATING) {
      throw new ConflictException(
          "The execution %s is %s and takes no signals any more."
              .formatted(executionId, header.status()));
    }
    if (signalled.kept() >= MOST_KEPT) {
      throw new ConflictException(
          "The execution %s keeps %d signals that no step has taken; it takes no more before one does."
              .formatted(executionId, signalled.kept()));
    }
    audit.record(
        caller,
        "execution.signal",
        executionId.toString(),
        Map.of("workflow", header.workflow(), "signal", signal.name(), "id", id));
    queue.accept(
        new Command.Signal(executionId, signal.name(), signal.payload(), id, caller.userName()));
    return id;
  }

  private static void check(Signal signal) {
    List<Problem> problems = new ArrayList<>();
    if (!SignalName.fits(signal.name())) {
      problems.add(
          new Problem(
              "name", "has " + signal.name().length() + " characters; " + SignalName.EXPECTED));
    }
    String id = signal.id();
    if (id != null && (id.isBlank() || id.length() > LONGEST_ID)) {
      problems.add(
          new Problem("id", "has " + id.length() + " characters; expected 1 to " + LONGEST_ID));
    }
    int size = Json.bytes(signal.payload()).length;
    if (size > LARGEST) {
      problems.add(
          new Problem(
              "payload",
              "has "
                  + size
                  + " bytes as JSON; expected at most "
                  + LARGEST
                  + ". Upload a file and send its reference instead."));
    }
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
  }
}
