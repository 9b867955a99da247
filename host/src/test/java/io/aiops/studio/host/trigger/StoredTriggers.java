package io.aiops.studio.host.trigger;

import io.aiops.studio.host.trigger.FiringStore.New;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores of triggers and firings, and what contracts put there. */
public abstract class StoredTriggers {

  protected static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(30);
  static final Source HOURLY = new Source.Schedule("0 * * * *", "UTC", Missed.SKIP, 100);

  final UUID workspace = UUID.randomUUID();
  final UUID other = UUID.randomUUID();

  protected abstract TriggerStore triggers();

  protected abstract FiringStore firings();

  static Stored trigger(UUID workspace, String name, Source source, @Nullable Instant next) {
    return new Stored(
        workspace,
        new Trigger(
            UUID.randomUUID(), name, "flow", null, Map.of("n", 1), source, true, next, "ada", T0),
        UUID.randomUUID(),
        source instanceof Source.Webhook ? "sealed" : null);
  }

  static New firing(Stored of, String key, @Nullable Map<String, @Nullable Object> inputs) {
    return new New(
        of.workspaceId(),
        of.trigger().id(),
        key + of.trigger().id(),
        Firing.Cause.WEBHOOK,
        null,
        T0,
        Firing.Status.DUE,
        null,
        inputs,
        null,
        null);
  }

  final Stored saved(Source source) {
    Stored trigger = trigger(workspace, "t", source, null);
    triggers().save(trigger, false);
    return trigger;
  }
}
