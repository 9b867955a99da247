package io.aiops.studio.host.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Firings in a map. */
public final class InMemoryFirings implements FiringStore {

  /** A firing with what stands beside it in the database. */
  private record Row(
      Open open,
      Instant tryAt,
      @Nullable ReplyTo reply,
      boolean replyDue,
      int replyTries,
      Instant replyAt) {
    Row with(Open changed) {
      return new Row(changed, tryAt, reply, replyDue, replyTries, replyAt);
    }

    boolean startedNothing() {
      Firing.Status status = open.firing().status();
      return status == Firing.Status.FAILED || status == Firing.Status.SKIPPED;
    }

    Row until(Instant at) {
      return new Row(open, at, reply, replyDue, replyTries, replyAt);
    }

    String outcome() {
      return open.key() + "/" + open.tries();
    }

    Row replying(Instant until) {
      return new Row(open, tryAt, reply, replyDue, replyTries, until);
    }

    Row refused() {
      return new Row(open, tryAt, reply, replyDue, replyTries + 1, replyAt);
    }

    Row replied() {
      return new Row(open, tryAt, reply, false, replyTries, replyAt);
    }
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<UUID, Instant> forgottenTo = new HashMap<>();
  private final Predicate<UUID> kept;
  private long last;

  /** Without executions. */
  public InMemoryFirings() {
    this(execution -> false);
  }

  /**
   * @param kept whether an execution is kept
   */
  public InMemoryFirings(Predicate<UUID> kept) {
    this.kept = kept;
  }

  @Override
  public synchronized Open raise(New firing, Duration lease) {
    Row known = rows.get(firing.key());
    if (known != null && known.open().firing().status() != Firing.Status.FAILED) {
      return known.open();
    }
    long id = known == null ? ++last : known.open().firing().id();
    int tries = known == null ? 1 : known.open().tries() + 1;
    return put(firing, id, tries, firing.raisedAt().plus(lease)).open();
  }

  private Row put(New firing, long id, int tries, Instant tryAt) {
    Row row =
        new Row(
            new Open(
                firing.workspaceId(),
                firing.triggerId(),
                firing.key(),
                new Firing(
                    id,
                    firing.cause(),
                    firing.scheduledAt(),
                    firing.raisedAt(),
                    firing.status(),
                    firing.reason(),
                    null,
                    1),
                firing.inputs(),
                firing.userId(),
                null,
                tries,
                firing.body()),
            tryAt,
            firing.reply(),
            firing.reply() != null,
            0,
            firing.raisedAt());
    rows.put(firing.key(), row);
    return row;
  }

  @Override
  public synchronized int raiseAll(List<New> firings) {
    int added = 0;
    for (New firing : firings) {
      if (!rows.containsKey(firing.key())) {
        put(firing, ++last, 0, firing.raisedAt());
        added++;
      }
    }
    return added;
  }

  @Override
  public synchronized int makeUp(List<New> firings) {
    firings.forEach(firing -> firing.refuseIfForgotten(forgottenTo.get(firing.triggerId())));
    int changed = 0;
    for (New firing : firings) {
      Row known = rows.get(firing.key());
      if (known == null || known.startedNothing()) {
        long id = known == null ? ++last : known.open().firing().id();
        put(firing, id, 0, firing.raisedAt());
        changed++;
      }
    }
    return changed;
  }

  @Override
  public synchronized List<Open> take(Instant now, Duration lease, int limit) {
    List<Open> taken = new ArrayList<>();
    for (Row row : List.copyOf(rows.values())) {
      Open open = row.open();
      if (open.firing().status() == Firing.Status.DUE
          && !row.tryAt().isAfter(now)
          && taken.size() < limit) {
        Open again = changed(open, open.firing(), open.inputs(), open.tries() + 1);
        rows.put(open.key(), row.with(again).until(now.plus(lease)));
        taken.add(again);
      }
    }
    return taken;
  }

  private static Open changed(
      Open open, Firing firing, @Nullable Map<String, @Nullable Object> inputs, int tries) {
    return new Open(
        open.workspaceId(),
        open.triggerId(),
        open.key(),
        firing,
        inputs,
        open.userId(),
        open.sourceId(),
        tries,
        open.body());
  }

  private void change(long id, UnaryOperator<Row> change) {
    rows.replaceAll((key, row) -> row.open().firing().id() == id ? change.apply(row) : row);
  }

  private Row row(long id) {
    return rows.values().stream()
        .filter(row -> row.open().firing().id() == id)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public synchronized Map<String, @Nullable Object> pin(
      long id, Map<String, @Nullable Object> inputs) {
    change(
        id,
        row -> {
          Open open = row.open();
          return row.with(
              changed(
                  open,
                  open.firing(),
                  Objects.requireNonNullElse(open.inputs(), inputs),
                  open.tries()));
        });
    return Objects.requireNonNull(row(id).open().inputs());
  }

  @Override
  public synchronized void started(long id, UUID executionId) {
    end(id, Firing.Status.STARTED, null, executionId);
  }

  @Override
  public synchronized void ended(long id, Firing.Status status, String reason) {
    if (row(id).open().firing().status() == Firing.Status.DUE) {
      end(id, status, reason, null);
    }
  }

  private void end(
      long id, Firing.Status status, @Nullable String reason, @Nullable UUID executionId) {
    change(
        id,
        row -> {
          Open open = row.open();
          Firing f = open.firing();
          return row.with(
              changed(
                  open,
                  new Firing(
                      f.id(),
                      f.cause(),
                      f.scheduledAt(),
                      f.raisedAt(),
                      status,
                      reason,
                      executionId,
                      f.depth()),
                  open.inputs(),
                  open.tries()));
        });
  }

  @Override
  public synchronized List<Firing> list(UUID workspaceId, UUID triggerId, long before, int limit) {
    return rows.values().stream()
        .map(Row::open)
        .filter(open -> open.workspaceId().equals(workspaceId))
        .filter(open -> open.triggerId().equals(triggerId))
        .map(Open::firing)
        .filter(firing -> firing.id() < before)
        .sorted(Comparator.comparingLong(Firing::id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Firing> byKey(UUID workspaceId, String key) {
    return open(workspaceId, key).map(Open::firing);
  }

  @Override
  public synchronized Optional<Open> open(UUID workspaceId, String key) {
    return Optional.ofNullable(rows.get(key))
        .map(Row::open)
        .filter(open -> open.workspaceId().equals(workspaceId));
  }

  /** Knows of no execution's end: only what never started is owed here. */
  @Override
  public synchronized List<Owed> takeReplies(Instant now, Duration lease, int limit) {
    List<Owed> owed = new ArrayList<>();
    for (Row row : List.copyOf(rows.values())) {
      Firing firing = row.open().firing();
      ReplyTo reply = row.reply();
      if (reply != null
          && row.replyDue()
          && row.startedNothing()
          && !row.replyAt().isAfter(now)
          && owed.size() < limit) {
        change(firing.id(), r -> r.replying(now.plus(lease)));
        owed.add(
            new Owed(
                firing.id(),
                row.outcome(),
                row.open().workspaceId(),
                reply,
                null,
                firing.reason(),
                row.replyTries()));
      }
    }
    return owed;
  }

  @Override
  public synchronized void replied(Owed owed, @Nullable String why) {
    changeOwed(owed, Row::replied);
  }

  @Override
  public synchronized void refused(Owed owed) {
    changeOwed(owed, Row::refused);
  }

  private void changeOwed(Owed owed, UnaryOperator<Row> how) {
    change(
        owed.id(),
        row -> row.replyDue() && row.outcome().equals(owed.name()) ? how.apply(row) : row);
  }

  @Override
  public synchronized int forget(UUID workspaceId, Instant triedBefore, int most) {
    List<Row> gone =
        rows.values().stream()
            .filter(row -> row.open().workspaceId().equals(workspaceId))
            .filter(row -> row.tryAt().isBefore(triedBefore) && !row.replyDue())
            .filter(row -> row.open().firing().status() != Firing.Status.DUE)
            .filter(row -> {
              UUID execution = row.open().firing().executionId();
              return execution == null || !kept.test(execution);
            })
            .sorted(Comparator.comparing(Row::tryAt))
            .limit(most)
            .toList();
    for (Row row : gone) {
      Firing firing = row.open().firing();
      Instant time = firing.scheduledAt();
      if (firing.status() == Firing.Status.STARTED && time != null) {
        forgottenTo.merge(
            row.open().triggerId(), time, (one, other) -> one.isAfter(other) ? one : other);
      }
      rows.remove(row.open().key());
    }
    return gone.size();
  }
}
