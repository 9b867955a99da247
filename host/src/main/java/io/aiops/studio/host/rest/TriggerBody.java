package io.aiops.studio.host.rest;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trigger.Missed;
import io.aiops.studio.host.trigger.Source;
import io.aiops.studio.host.trigger.Trigger;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as a request brings it: one of {@code schedule}, {@code webhook}, {@code queue}, {@code
 * completion} says what it waits for.
 *
 * @param workflow what it starts
 * @param version null for the newest at the time
 * @param inputs null or empty to take the body or the output as it is
 * @param enabled null for true
 */
public record TriggerBody(
    String workflow,
    @Nullable Integer version,
    @Nullable Map<String, @Nullable Object> inputs,
    @Nullable Boolean enabled,
    @Nullable ScheduleBody schedule,
    @Nullable WebhookBody webhook,
    @Nullable QueueBody queue,
    @Nullable CompletionBody completion) {

  /**
   * @param zone null for UTC
   * @param missed null for SKIP
   * @param most null for 100
   */
  public record ScheduleBody(
      @Nullable String cron,
      @Nullable String zone,
      @Nullable Missed missed,
      @Nullable Integer most) {}

  /**
   * @param answerWithinSeconds null for 0
   */
  public record WebhookBody(@Nullable Integer answerWithinSeconds) {}

  /** Nothing to set: messages name the trigger's id. */
  public record QueueBody() {}

  /**
   * @param on null for COMPLETED
   */
  public record CompletionBody(@Nullable String workflow, @Nullable Set<Source.Ending> on) {}

  /**
   * As it is shown: with an id, and without what does not apply.
   *
   * @param kind SCHEDULE, WEBHOOK, QUEUE or COMPLETION
   * @param nextAt null if no schedule fires
   * @param actsAs user name of who saved it last
   * @param secret a new webhook's, this once; null otherwise
   */
  public record Shown(
      UUID id,
      String name,
      Source.Kind kind,
      String workflow,
      @Nullable Integer version,
      Map<String, @Nullable Object> inputs,
      boolean enabled,
      @Nullable ScheduleBody schedule,
      @Nullable WebhookBody webhook,
      @Nullable CompletionBody completion,
      @Nullable Instant nextAt,
      String actsAs,
      Instant changedAt,
      @Nullable String secret) {

    static Shown of(Trigger trigger, @Nullable String secret) {
      Source source = trigger.source();
      return new Shown(
          trigger.id(),
          trigger.name(),
          source.kind(),
          trigger.workflow(),
          trigger.version(),
          trigger.inputs(),
          trigger.enabled(),
          source instanceof Source.Schedule s
              ? new ScheduleBody(s.cron(), s.zone(), s.missed(), s.most())
              : null,
          source instanceof Source.Webhook w ? new WebhookBody(w.answerWithinSeconds()) : null,
          source instanceof Source.Completion c ? new CompletionBody(c.workflow(), c.on()) : null,
          trigger.nextAt(),
          trigger.actsAs(),
          trigger.changedAt(),
          secret);
    }
  }

  /**
   * @throws InvalidException if it does not name exactly one kind
   */
  Definition definition() {
    return new Definition(
        workflow,
        version,
        inputs == null ? Map.of() : inputs,
        source(),
        enabled == null || enabled);
  }

  private Source source() {
    List<Source> sources = new ArrayList<>();
    if (schedule != null) {
      sources.add(
          new Source.Schedule(
              required("schedule.cron", schedule.cron()),
              schedule.zone() == null ? "UTC" : schedule.zone(),
              schedule.missed() == null ? Missed.SKIP : schedule.missed(),
              schedule.most() == null ? 100 : schedule.most()));
    }
    if (webhook != null) {
      Integer seconds = webhook.answerWithinSeconds();
      sources.add(new Source.Webhook(seconds == null ? 0 : seconds));
    }
    if (queue != null) {
      sources.add(new Source.Queue());
    }
    if (completion != null) {
      sources.add(
          new Source.Completion(
              required("completion.workflow", completion.workflow()),
              completion.on() == null ? Set.of(Source.Ending.COMPLETED) : completion.on()));
    }
    if (sources.size() != 1) {
      List<String> given =
          Stream.of(
                  schedule == null ? "" : "schedule",
                  webhook == null ? "" : "webhook",
                  queue == null ? "" : "queue",
                  completion == null ? "" : "completion")
              .filter(name -> !name.isEmpty())
              .toList();
      throw new InvalidException(
          "kind", "is " + given + "; give exactly one of schedule, webhook, queue, completion");
    }
    return sources.getFirst();
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new InvalidException(field, "This field is required.");
    }
    return value;
  }
}
