package io.aiops.studio.host.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the text says of how long something may take. */
final class TimesForm {

  private TimesForm() {}

  static Step.Timeouts timeouts(Reading in, Step.Work work) {
    return new Step.Timeouts(
        in.duration("queueTimeout"),
        in.duration("totalTimeout"),
        in.duration("heartbeatTimeout"),
        work instanceof Step.ApprovalWork approval ? approval.approval().sla() : sla(in));
  }

  /** What is promised; null if nothing is. */
  static @Nullable Duration sla(Reading in) {
    Duration sla = in.duration("sla");
    if (sla != null && sla.isZero()) {
      in.problem("sla", "is '" + sla + "'; expected more than no time, such as PT1H");
      return null;
    }
    return sla;
  }
}
