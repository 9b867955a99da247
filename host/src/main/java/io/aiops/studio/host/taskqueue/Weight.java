package io.aiops.studio.host.taskqueue;

import io.aiops.studio.host.execution.CallRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes of memory a command holds, without writing it: two for each character, and
 * so many for each value. It looks at nothing more once it is over the most that is asked for.
 */
public final class Weight {

  private static final int COMMAND = 256;
  private static final int CALL = 256;
  private static final int VALUE = 48;

  private final long most;
  private long bytes = COMMAND;

  private Weight(long most) {
    this.most = most;
  }

  /**
   * @return more than {@code most} if it is heavier than that, however much
   */
  public static long of(Command command, long most) {
    Weight weight = new Weight(most);
    switch (command) {
      case Command.Outcome outcome -> weight.result(outcome.result());
      case Command.Start start when start.header() != null -> weight.value(start.header().inputs());
      case Command.Signal signal -> weight.value(signal.payload());
      case Command.Decide decide -> weight.value(decide.details());
      default -> {}
    }
    return weight.bytes;
  }

  private void result(Command.Result result) {
    value(result.output());
    if (result.failure() != null) {
      value(result.failure().message());
    }
    if (result.ask() != null) {
      value(result.ask().question());
      value(result.ask().details());
    }
    for (CallRecord call : result.calls()) {
      bytes += CALL;
      if (call.failure() != null) {
        value(call.failure().message());
      }
    }
  }

  private void value(@Nullable Object value) {
    bytes += VALUE;
    if (bytes > most) {
      return;
    }
    switch (value) {
      case String text -> bytes += 2L * text.length();
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          value(entry.getKey());
          value(entry.getValue());
        }
      }
      case List<?> list -> list.forEach(this::value);
      case null, default -> {}
    }
  }
}
