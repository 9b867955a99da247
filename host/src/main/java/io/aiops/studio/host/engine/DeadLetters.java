package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.execution.DeadLetterStore;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.CommandCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps commands that could not be handled with their execution's workspace, and lets them go. */
public final class DeadLetters implements DeadLetterService {

  private static final int SHOWN = 100;
  private static final int LONGEST_WHY = 4_000;

  private final DeadLetterStore store;
  private final ExecutionStore executions;
  private final Consumer<Command> queue;
  private final Audit audit;
  private final Clock clock;

  /**
   * @param queue takes a command durably
   */
  public DeadLetters(
      DeadLetterStore store,
      ExecutionStore executions,
      Consumer<Command> queue,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.executions = executions;
    this.queue = queue;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Put aside twice, since the broker had no time to hear of it, it is kept once.
   *
   * @return false if there is no such execution
   */
  public boolean keep(Command command, Throwable why, int tries) {
    String type = CommandCodec.type(command);
    String body = Json.write(command);
    String name = command.executionId() + type + body;
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return executions
        .header(command.executionId())
        .map(header ->
            new DeadLetter(
                id,
                header.workspaceId(),
                header.id(),
                type,
                body,
                brief(String.valueOf(why)),
                tries,
                clock.instant().truncatedTo(ChronoUnit.MICROS)))
        .map(letter -> {
          store.keep(letter);
          return true;
        })
        .orElse(false);
  }

  /** A text column takes all of Unicode but NUL. */
  private static String brief(String why) {
    String storable = why.replace('\0', '\uFFFD');
    return storable.length() <= LONGEST_WHY ? storable : storable.substring(0, LONGEST_WHY) + "…";
  }

  @Override
  public List<DeadLetter> list(Caller caller) {
    caller.require(Permission.VIEW);
    return store.list(caller.workspaceId(), SHOWN);
  }

  @Override
  public DeadLetter get(Caller caller, UUID id) {
    caller.require(Permission.VIEW);
    return store
        .find(caller.workspaceId(), id)
        .orElseThrow(() -> new NotFoundException("dead letter", id.toString()));
  }

  @Override
  public DeadLetter edit(Caller caller, UUID id, Map<String, @Nullable Object> body) {
    caller.require(Permission.ADMINISTER);
    DeadLetter letter = get(caller, id);
    Command edited = CommandCheck.read(letter.type(), body);
    if (!edited.executionId().equals(letter.executionId())) {
      throw new InvalidException(
          "body.executionId",
          "is "
              + edited.executionId()
              + "; expected "
              + letter.executionId()
              + ": a letter stays with its execution");
    }
    DeadLetter changed = letter.with(Json.write(edited));
    audit.record(caller, "dead-letter.edit", id.toString(), details(letter));
    if (!store.edit(changed)) {
      throw new NotFoundException("dead letter", id.toString());
    }
    return changed;
  }

  @Override
  public void sendAgain(Caller caller, UUID id) {
    caller.require(Permission.RUN);
    DeadLetter letter = get(caller, id);
    Command command =
        CommandCodec.read(letter.type(), letter.body().getBytes(StandardCharsets.UTF_8));
    audit.record(caller, "dead-letter.send", id.toString(), details(letter));
    // In this order: what fails between the two is sent twice, and taken once.
    queue.accept(command);
    store.remove(caller.workspaceId(), id);
  }

  @Override
  public void drop(Caller caller, UUID id) {
    caller.require(Permission.RUN);
    DeadLetter letter = get(caller, id);
    audit.record(caller, "dead-letter.drop", id.toString(), details(letter));
    if (!store.remove(caller.workspaceId(), id)) {
      // Somebody was faster, and may have sent it: nobody is told that it was dropped.
      throw new NotFoundException("dead letter", id.toString());
    }
  }

  private static Map<String, @Nullable Object> details(DeadLetter letter) {
    return Map.of("execution", letter.executionId().toString(), "command", letter.type());
  }
}
