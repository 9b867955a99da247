package io.aiops.studio.ui.trigger;

import io.aiops.studio.host.trigger.CronSchedule;
import io.aiops.studio.host.trigger.Source;
import io.aiops.studio.ui.text.Texts;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a trigger waits for, as people read it. */
final class Sources {

  private Sources() {}

  static String kind(Source.Kind kind) {
    return switch (kind) {
      case SCHEDULE -> "Schedule";
      case WEBHOOK -> "Webhook";
      case QUEUE -> "Queue message";
      case COMPLETION -> "End of another workflow";
    };
  }

  static String when(Source source) {
    return switch (source) {
      case Source.Schedule s -> CronSchedule.of(s.cron(), s.zone()).words() + " (" + s.zone() + ")";
      case Source.Webhook w ->
          w.answerWithinSeconds() == 0
              ? "on a signed request"
              : "on a signed request, answered within " + w.answerWithinSeconds() + " s";
      case Source.Queue q -> "on a message";
      case Source.Completion c ->
          "when "
              + c.workflow()
              + " is "
              + c.on().stream()
                  .sorted()
                  .map(each -> Texts.word(each).toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(" or "));
    };
  }

  /** Where it is reached from outside; empty if nowhere. */
  static String address(Source.Kind kind, Object id) {
    return switch (kind) {
      case WEBHOOK -> "/api/v1/hooks/" + id;
      case QUEUE -> "studio_trigger = " + id;
      case SCHEDULE, COMPLETION -> "";
    };
  }
}
