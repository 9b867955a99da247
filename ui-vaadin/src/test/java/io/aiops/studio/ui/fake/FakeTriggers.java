package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trigger.CronSchedule;
import io.aiops.studio.host.trigger.Firing;
import io.aiops.studio.host.trigger.HookService;
import io.aiops.studio.host.trigger.Source;
import io.aiops.studio.host.trigger.Trigger;
import io.aiops.studio.host.trigger.TriggerService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Triggers in a list; firing is counted. */
public final class FakeTriggers implements TriggerService, HookService {

  public final List<Trigger> triggers = new ArrayList<>();
  public final List<Firing> firings = new ArrayList<>();
  public final List<String> fired = new ArrayList<>();
  public final UUID execution = UUID.randomUUID();

  @Override
  public List<Trigger> list(Caller caller) {
    return List.copyOf(triggers);
  }

  @Override
  public Trigger get(Caller caller, String name) {
    return triggers.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("trigger", name));
  }

  @Override
  public Saved save(Caller caller, String name, Definition definition) {
    if (definition.source() instanceof Source.Schedule schedule) {
      try {
        CronSchedule.of(schedule.cron(), schedule.zone());
      } catch (InvalidException e) {
        throw new InvalidException("schedule.cron", "'" + schedule.cron() + "' is no cron");
      }
    }
    boolean created = triggers.removeIf(each -> each.name().equals(name));
    Trigger trigger =
        new Trigger(
            UUID.randomUUID(),
            name,
            definition.workflow(),
            definition.version(),
            definition.inputs(),
            definition.source(),
            definition.enabled(),
            null,
            caller.userName(),
            Instant.now());
    triggers.add(trigger);
    return new Saved(
        trigger,
        !created,
        definition.source() instanceof Source.Webhook ? "whsec_shown-once" : null);
  }

  @Override
  public void remove(Caller caller, String name) {
    triggers.removeIf(each -> each.name().equals(name));
  }

  @Override
  public Trigger enable(Caller caller, String name, boolean enabled) {
    Trigger was = get(caller, name);
    save(
        caller,
        name,
        new Definition(was.workflow(), was.version(), was.inputs(), was.source(), enabled));
    return get(caller, name);
  }

  @Override
  public String newSecret(Caller caller, String name) {
    return "whsec_another";
  }

  @Override
  public Fired fire(
      Caller caller,
      String name,
      @Nullable Map<String, @Nullable Object> inputs,
      @Nullable String key) {
    fired.add(name);
    return new Fired(execution, true);
  }

  @Override
  public Backfilled backfill(Caller caller, String name, Instant from, Instant to) {
    return new Backfilled(3, 1);
  }

  @Override
  public FiringPage firings(Caller caller, String name, @Nullable Long before, int limit) {
    return new FiringPage(List.copyOf(firings), null);
  }

  @Override
  public Preview preview(Caller caller, String cron, String zone) {
    CronSchedule schedule = CronSchedule.of(cron, zone);
    return new Preview(schedule.words(), schedule.between(Instant.now(), Instant.MAX, 5));
  }

  @Override
  public Taken take(String hook, Delivery delivery) {
    return new Taken(execution, true, null);
  }
}
