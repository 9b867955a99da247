package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An attempt that was begun, for simulations: answered and making calls by the real rules. */
public final class SimulatedAttempt {

  private final Reply reply;
  private final Attempt attempt;
  private final Clock clock;

  SimulatedAttempt(Reply reply, Attempt attempt) {
    this.reply = reply;
    this.attempt = attempt;
    this.clock = attempt.clock();
  }

  public Task task() {
    return attempt.task();
  }

  /** Whether it has its answer, though its code may not know. */
  public boolean over() {
    return reply.answered();
  }

  /** Its code has come to an end. */
  public void with(Command.Result result) {
    reply.with(result);
  }

  /** It may not go on before a person has decided. */
  public PluginException ask(Ask ask) {
    return attempt.ask(ask);
  }

  /** Its time is over. */
  public void tooLate() {
    reply.tooLate();
  }

  /**
   * @param kind {@code model} or {@code tool}
   * @param bounded where the call needs a place; null if it needs none
   * @param made makes the call, given the key that names it to the outside
   */
  public @Nullable Object call(
      String kind,
      ConnectionResolver.@Nullable Bounded bounded,
      Object request,
      UnaryOperator<String> made) {
    Instant begin = clock.instant();
    return attempt.recorded(
        new RecordedCalls.Question(Map.of(kind, request), kind.equals("tool")),
        failure -> record(kind, begin, failure),
        key -> {
          attempt.enter(bounded);
          attempt.goesOut();
          return new Attempt.Answer(made.apply(key), record(kind, begin, null));
        });
  }

  /** By what the ledger knows the request. */
  public static String hash(String kind, Object request) {
    return RecordedCalls.hash(Map.of(kind, request));
  }

  private static CallRecord record(String kind, Instant begin, PluginException failure) {
    return new CallRecord(
        kind,
        "simulated",
        begin,
        0,
        0,
        0,
        null,
        null,
        true,
        failure == null ? null : new Failure("unavailable", String.valueOf(failure.getMessage())));
  }

  public List<CallRecord> records() {
    return attempt.records();
  }
}
