package io.aiops.studio.host.query;

import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.query.ExecutionViews.ModelCall;
import io.aiops.studio.host.query.ExecutionViews.Usage;
import java.math.BigDecimal;
import java.util.List;

/** The calls that an attempt made, as its page shows them, and what they used together. */
final class CallViews {

  private CallViews() {}

  static List<ModelCall> of(List<CallRecord> calls) {
    return calls.stream().map(CallViews::view).toList();
  }

  static ExecutionViews.Failure view(Failure failure) {
    return new ExecutionViews.Failure(failure.category(), failure.message(), failure.plugin());
  }

  private static ModelCall view(CallRecord call) {
    Failure failure = call.failure();
    return new ModelCall(
        call.kind(),
        call.name(),
        call.at(),
        call.millis(),
        usage(List.of(call)),
        failure == null ? null : view(failure));
  }

  static Usage usage(List<CallRecord> calls) {
    long input = 0;
    long output = 0;
    BigDecimal cost = null;
    String currency = null;
    boolean simulated = false;
    for (CallRecord call : calls) {
      input += call.inputTokens();
      output += call.outputTokens();
      simulated |= call.simulated();
      if (call.cost() != null && (currency == null || currency.equals(call.currency()))) {
        cost = cost == null ? call.cost() : cost.add(call.cost());
        currency = call.currency();
      }
    }
    return new Usage(input, output, cost, currency, simulated);
  }
}
