package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command.Result;
import java.util.List;
import java.util.Locale;

/** What a plugin threw, as the engine is told of it. */
final class Failing {

  private Failing() {}

  /** With the calls made until then. */
  static Result failed(PluginException e, List<CallRecord> calls) {
    return new Result(
        null,
        new Failure(category(e), e.getMessage() == null ? "" : e.getMessage()),
        e.category().retryHelps(),
        e.retryAfter().orElse(null),
        null,
        calls);
  }

  private static String category(PluginException e) {
    if (e instanceof NotHereException) {
      return Failure.NOT_HERE;
    }
    return e instanceof CircuitOpenException ? Failure.CIRCUIT_OPEN : category(e.category());
  }

  static String category(Category category) {
    return category.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
