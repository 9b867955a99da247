package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.file.FileStore;
import io.aiops.studio.host.taskqueue.Task;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An attempt whose calls go by the real rules of ledger and places, for simulations. */
public final class SimulatedAttempt implements AutoCloseable {

  private static final FileStore NO_FILES =
      (FileStore)
          Proxy.newProxyInstance(
              FileStore.class.getClassLoader(),
              new Class<?>[] {FileStore.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final Attempt attempt;
  private final Clock clock;

  /**
   * @param first whether surely nobody has begun with it before
   */
  public SimulatedAttempt(
      Task task, boolean first, CallLedger ledger, EventSink sink, Clock clock) {
    this.clock = clock;
    this.attempt =
        new Attempt(
            task,
            first,
            new ForeignCode.Interruption(),
            null,
            new TaskFiles(NO_FILES, clock),
            ledger,
            sink,
            clock);
  }

  /** Who is told when it may not go on before it has a place. */
  public void whenQueueing(Consumer<Place> told) {
    attempt.whenQueueing(told);
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

  @Override
  public void close() {
    attempt.close();
  }
}
