package io.aiops.studio.host.trigger;

import io.aiops.studio.host.problem.ConflictException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Triggers in a map; they raise what is due in firings of their own. */
public final class InMemoryTriggers implements TriggerStore {

  private final Map<UUID, Stored> triggers = new LinkedHashMap<>();
  private final FiringStore firings;

  public InMemoryTriggers(FiringStore firings) {
    this.firings = firings;
  }

  @Override
  public synchronized List<Stored> list(UUID workspaceId) {
    return all(stored -> stored.workspaceId().equals(workspaceId));
  }

  private List<Stored> all(Predicate<Stored> wanted) {
    return triggers.values().stream()
        .filter(wanted)
        .sorted(Comparator.comparing(stored -> stored.trigger().name()))
        .toList();
  }

  @Override
  public synchronized Optional<Stored> find(UUID workspaceId, String name) {
    return list(workspaceId).stream().filter(s -> s.trigger().name().equals(name)).findFirst();
  }

  @Override
  public synchronized Optional<Stored> find(UUID id) {
    return Optional.ofNullable(triggers.get(id));
  }

  @Override
  public synchronized void save(Stored stored, boolean keepNext) {
    Trigger trigger = stored.trigger();
    find(stored.workspaceId(), trigger.name())
        .filter(other -> !other.trigger().id().equals(trigger.id()))
        .ifPresent(other -> {
          throw new ConflictException("a trigger " + trigger.name());
        });
    Stored before = triggers.get(trigger.id());
    if (before == null) {
      triggers.put(trigger.id(), stored);
      return;
    }
    Trigger was = before.trigger();
    boolean same = keepNext && was.enabled() && was.source().equals(trigger.source());
    triggers.put(
        trigger.id(), secret(same ? moved(stored, was.nextAt()) : stored, before.secret()));
  }

  private static Stored secret(Stored stored, @Nullable String secret) {
    return new Stored(stored.workspaceId(), stored.trigger(), stored.userId(), secret);
  }

  @Override
  public synchronized boolean enable(Stored stored, Instant changedAt) {
    Trigger switched = stored.trigger();
    Stored known = triggers.get(switched.id());
    if (known == null
        || !known.workspaceId().equals(stored.workspaceId())
        || !known.trigger().changedAt().equals(changedAt)) {
      return false;
    }
    Trigger changed =
        known.trigger().enabled(switched.enabled(), switched.nextAt(), switched.changedAt());
    triggers.put(
        switched.id(), new Stored(known.workspaceId(), changed, known.userId(), known.secret()));
    return true;
  }

  @Override
  public synchronized boolean newSecret(UUID workspaceId, UUID id, String secret) {
    Stored known = triggers.get(id);
    if (known == null || !known.workspaceId().equals(workspaceId)) {
      return false;
    }
    triggers.put(id, secret(known, secret));
    return true;
  }

  private static Stored moved(Stored stored, @Nullable Instant next) {
    Trigger t = stored.trigger();
    return new Stored(
        stored.workspaceId(),
        new Trigger(
            t.id(),
            t.name(),
            t.workflow(),
            t.version(),
            t.inputs(),
            t.source(),
            t.enabled(),
            next,
            t.actsAs(),
            t.changedAt()),
        stored.userId(),
        stored.secret());
  }

  @Override
  public synchronized boolean remove(UUID workspaceId, UUID id, Instant at) {
    return find(id).filter(stored -> stored.workspaceId().equals(workspaceId)).isPresent()
        && triggers.remove(id) != null;
  }

  @Override
  public synchronized int advance(Instant now, int limit, Function<Stored, Advance> look) {
    List<Stored> due =
        all(
                stored -> {
                  Instant next = stored.trigger().nextAt();
                  return next != null && !next.isAfter(now);
                })
            .stream()
            .limit(limit)
            .toList();
    for (Stored stored : due) {
      Advance advance = look.apply(stored);
      firings.raiseAll(advance.raise());
      triggers.put(stored.trigger().id(), moved(stored, advance.next()));
    }
    return due.size();
  }
}
