package io.aiops.studio.host.trigger;

import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.trigger.Arrivals.Arrival;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks: signed, taken once, answered with the output if it comes soon enough. */
final class Hooks implements HookService {

  private static final String REFUSED =
      "There is no such hook, or the signature does not fit its secret.";

  private final TriggerStore triggers;
  private final HookSecrets secrets;
  private final Arrivals arrivals;
  private final EndWatch ends;
  private final Clock clock;

  Hooks(TriggerStore triggers, HookSecrets secrets, Arrivals arrivals, EndWatch ends, Clock clock) {
    this.triggers = triggers;
    this.secrets = secrets;
    this.arrivals = arrivals;
    this.ends = ends;
    this.clock = clock;
  }

  @Override
  public Taken take(String hook, Delivery delivery) {
    HookSignature.wellFormed(delivery);
    Stored stored =
        Arrivals.id(hook)
            .flatMap(triggers::find)
            .orElseThrow(() -> new HookRefusedException(REFUSED));
    String sealed = stored.secret();
    if (sealed == null || !(stored.trigger().source() instanceof Source.Webhook settings)) {
      throw new HookRefusedException(REFUSED);
    }
    UUID id = stored.trigger().id();
    HookSignature.check(secrets.key(id, sealed), delivery, clock.instant());
    Object body = delivery.json() ? Arrivals.json(delivery.body()) : Arrivals.text(delivery.body());
    Started started =
        arrivals.take(
            new Arrival(
                stored,
                Firing.Cause.WEBHOOK,
                delivery.id(),
                FiringKey.delivery(id, delivery.id()),
                body,
                null));
    @Nullable Map<String, @Nullable Object> ended =
        ends.await(started.executionId(), Duration.ofSeconds(settings.answerWithinSeconds()));
    return new Taken(started.executionId(), started.created(), ended);
  }
}
