package io.aiops.studio.host.trigger;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The triggers of each workspace, as people and programs see and change them. */
public final class Triggers implements TriggerService {

  /** Of one workspace: each schedule is looked at by itself. */
  private static final int MOST = 500;

  private static final int PREVIEWED = 5;

  private final TriggerStore store;
  private final Firings firings;
  private final TriggerCheck check;
  private final HookSecrets secrets;
  private final Audit audit;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

  Triggers(
      TriggerStore store,
      Firings firings,
      TriggerCheck check,
      HookSecrets secrets,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.firings = firings;
    this.check = check;
    this.secrets = secrets;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public List<Trigger> list(Caller caller) {
    caller.require(Permission.VIEW);
    return store.list(caller.workspaceId()).stream().map(Stored::trigger).toList();
  }

  @Override
  public Trigger get(Caller caller, String name) {
    caller.require(Permission.VIEW);
    return find(caller, name).trigger();
  }

  private Stored find(Caller caller, String name) {
    return store
        .find(caller.workspaceId(), name)
        .orElseThrow(() -> new NotFoundException("trigger", name));
  }

  @Override
  public Saved save(Caller caller, String name, Definition definition) {
    caller.require(Permission.BUILD);
    // Or a token that may not run anything would get a trigger to do it.
    caller.require(Permission.RUN);
    Instant now = now();
    check.check(caller.workspaceId(), name, definition, now);
    Optional<Stored> before = store.find(caller.workspaceId(), name);
    if (before.isEmpty()) {
      checkCount(caller);
    }
    checkKind(name, definition, before);
    UUID id = before.map(found -> found.trigger().id()).orElseGet(ids::generate);
    String secret = null;
    String sealed = before.map(Stored::secret).orElse(null);
    if (definition.source() instanceof Source.Webhook && sealed == null) {
      secret = secrets.make();
      sealed = secrets.seal(id, secret);
    }
    boolean keepNext =
        before
            .map(Stored::trigger)
            .filter(was -> was.enabled() && definition.enabled())
            .filter(was -> was.source().equals(definition.source()))
            .isPresent();
    Stored stored =
        new Stored(
            caller.workspaceId(),
            new Trigger(
                id,
                name,
                definition.workflow(),
                definition.version(),
                definition.inputs(),
                definition.source(),
                definition.enabled(),
                definition.enabled() ? next(definition.source(), now) : null,
                caller.userName(),
                now),
            caller.userId(),
            sealed);
    store.save(stored, keepNext);
    audit.record(
        caller,
        before.isPresent() ? "trigger.change" : "trigger.create",
        name,
        Map.of(
            "kind", definition.source().kind().name(),
            "workflow", definition.workflow(),
            "enabled", definition.enabled()));
    return new Saved(find(caller, name).trigger(), before.isEmpty(), secret);
  }

  private void checkKind(String name, Definition definition, Optional<Stored> before) {
    before
        .map(found -> found.trigger().source().kind())
        .filter(kind -> kind != definition.source().kind())
        .ifPresent(kind -> {
          throw new InvalidException(
              "kind",
              "trigger '"
                  + name
                  + "' is a "
                  + kind
                  + " and cannot become a "
                  + definition.source().kind()
                  + "; remove it first, or use another name");
        });
  }

  private static @Nullable Instant next(Source source, Instant now) {
    return source instanceof Source.Schedule schedule
        ? CronSchedule.of(schedule.cron(), schedule.zone()).next(now).orElse(null)
        : null;
  }

  /** Counted where it matters: nobody adds many at the same moment. */
  private void checkCount(Caller caller) {
    if (store.list(caller.workspaceId()).size() >= MOST) {
      throw new ConflictException(
          "This workspace has "
              + MOST
              + " triggers, which is the most it may have. Remove one that is not needed.");
    }
  }

  @Override
  public void remove(Caller caller, String name) {
    caller.require(Permission.BUILD);
    Stored found = find(caller, name);
    store.remove(caller.workspaceId(), found.trigger().id(), now());
    audit.record(
        caller, "trigger.remove", name, Map.of("kind", found.trigger().source().kind().name()));
  }

  @Override
  public Trigger enable(Caller caller, String name, boolean enabled) {
    caller.require(Permission.BUILD);
    caller.require(Permission.RUN);
    Stored found = find(caller, name);
    Trigger was = found.trigger();
    if (was.enabled() == enabled) {
      return was;
    }
    Instant now = now();
    Trigger changed = was.enabled(enabled, enabled ? next(was.source(), now) : null, now);
    Stored switched = new Stored(found.workspaceId(), changed, found.userId(), found.secret());
    if (!store.enable(switched, was.changedAt())) {
      throw new ConflictException(
          "Somebody changed the trigger '"
              + name
              + "' in the same moment; look at it, then try again.");
    }
    audit.record(caller, enabled ? "trigger.enable" : "trigger.disable", name, Map.of());
    return find(caller, name).trigger();
  }

  @Override
  public String newSecret(Caller caller, String name) {
    caller.require(Permission.BUILD);
    // Who knows the secret can fire it.
    caller.require(Permission.RUN);
    Stored found = find(caller, name);
    if (!(found.trigger().source() instanceof Source.Webhook)) {
      throw new InvalidException(
          "kind",
          "trigger '"
              + name
              + "' is a "
              + found.trigger().source().kind()
              + "; only a WEBHOOK has a secret");
    }
    String secret = secrets.make();
    UUID id = found.trigger().id();
    if (!store.newSecret(caller.workspaceId(), id, secrets.seal(id, secret))) {
      throw new NotFoundException("trigger", name);
    }
    audit.record(caller, "trigger.secret", name, Map.of());
    return secret;
  }

  @Override
  public Fired fire(
      Caller caller,
      String name,
      @Nullable Map<String, @Nullable Object> inputs,
      @Nullable String key) {
    caller.require(Permission.RUN);
    return firings.fire(caller, find(caller, name), inputs, key);
  }

  @Override
  public Backfilled backfill(Caller caller, String name, Instant from, Instant to) {
    caller.require(Permission.RUN);
    return firings.backfill(caller, find(caller, name), from, to);
  }

  @Override
  public FiringPage firings(Caller caller, String name, @Nullable Long before, int limit) {
    caller.require(Permission.VIEW);
    return firings.page(find(caller, name), before, limit);
  }

  @Override
  public Preview preview(Caller caller, String cron, String zone) {
    caller.require(Permission.VIEW);
    CronSchedule schedule = CronSchedule.of(cron, zone);
    return new Preview(schedule.words(), schedule.between(now(), Instant.MAX, PREVIEWED));
  }

  /** As exactly as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
