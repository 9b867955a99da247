package io.aiops.studio.host.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.execution.PlaceStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.query.QueueViews.Connection;
import io.aiops.studio.host.query.QueueViews.Overview;
import io.aiops.studio.host.query.QueueViews.Queue;
import io.aiops.studio.host.query.QueueViews.Silent;
import io.aiops.studio.host.taskqueue.QueueCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker at most once a second for everybody, whether or not it answers, and makes rates
 * of its running counts.
 */
public final class QueueReader implements QueueQuery {

  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration BREACHES_OF = Duration.ofHours(24);
  private static final int MOST_KEPT = 1_000;
  private static final Duration SPAN = Duration.ofSeconds(10);

  private record Sample(Instant at, List<QueueCounts> counts) {}

  private record Silence(Instant at, UnavailableException why) {}

  private final Supplier<List<QueueCounts>> broker;
  private final ExecutionRows rows;
  private final PlaceStore places;
  private final Function<UUID, List<Silent>> silent;
  private final LatePools.Workflows workflows;
  private final Clock clock;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private @Nullable Silence silence;
  private final Cache<UUID, Map<String, Long>> late;

  /**
   * @param broker asks how the queues stand
   * @param silent what of a workspace does not answer
   * @param workflows say for whom a step is
   */
  public QueueReader(
      Supplier<List<QueueCounts>> broker,
      ExecutionRows rows,
      PlaceStore places,
      Function<UUID, List<Silent>> silent,
      LatePools.Workflows workflows,
      Clock clock) {
    this.broker = broker;
    this.rows = rows;
    this.places = places;
    this.silent = silent;
    this.workflows = workflows;
    this.clock = clock;
    this.late =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(FRESH)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Overview queues(Caller caller) {
    caller.require(Permission.VIEW);
    Sample before;
    Sample now;
    synchronized (samples) {
      now = sample();
      before = samples.getFirst();
    }
    Instant since = now.at().minus(BREACHES_OF);
    Map<String, Long> late = late(caller.workspaceId(), now.at());
    List<Queue> queues =
        now.counts().stream()
            .map(counts -> view(counts, now.at(), before, breaches(counts.name(), late)))
            .toList();
    return new Overview(
        now.at(),
        queues,
        rows.unfinished(caller.workspaceId()),
        rows.slaBreaches(caller.workspaceId(), since),
        places.standing(caller.workspaceId()).stream().map(QueueReader::view).toList(),
        silent.apply(caller.workspaceId()));
  }

  /** By queue; it takes a while where many are late. */
  private Map<String, Long> late(UUID workspaceId, Instant at) {
    return late.get(
        workspaceId,
        id -> LatePools.count(id, rows.lateSteps(id, at.minus(BREACHES_OF)), workflows));
  }

  private static Connection view(PlaceStore.Standing at) {
    return new Connection(at.connection(), at.kind(), at.calls(), at.running(), at.waiting());
  }

  private Sample sample() {
    Instant at = clock.instant();
    Sample last = samples.peekLast();
    if (last != null && at.isBefore(last.at().plus(FRESH))) {
      return last;
    }
    // Those who waited while it was asked do not ask it again, one after the other.
    if (silence != null && at.isBefore(silence.at().plus(FRESH))) {
      throw silence.why();
    }
    Sample fresh = new Sample(at, byName(ask()));
    samples.removeIf(sample -> sample.at().isBefore(at.minus(SPAN)));
    samples.addLast(fresh);
    return fresh;
  }

  private List<QueueCounts> ask() {
    try {
      return broker.get();
    } catch (UnavailableException e) {
      silence = new Silence(clock.instant(), e);
      throw e;
    }
  }

  /** A pool's queues of all workspaces together. */
  private static List<QueueCounts> byName(List<QueueCounts> each) {
    Map<String, QueueCounts> named = new LinkedHashMap<>();
    each.forEach(queue -> named.merge(queue.name(), queue, QueueCounts::plus));
    return List.copyOf(named.values());
  }

  private static @Nullable Long breaches(String queue, Map<String, Long> late) {
    return queue.startsWith("tasks") ? late.getOrDefault(queue, 0L) : null;
  }

  private static Queue view(
      QueueCounts counts, Instant at, Sample before, @Nullable Long breaches) {
    QueueCounts then =
        before.counts().stream()
            .filter(each -> each.name().equals(counts.name()))
            .findFirst()
            .orElse(counts);
    double seconds = Duration.between(before.at(), at).toMillis() / 1000.0;
    return new Queue(
        counts.name(),
        counts.waiting(),
        counts.delayed(),
        counts.inFlight(),
        counts.consumers(),
        counts.oldest() == null ? null : counts.oldest().toMillis(),
        rate(then.added(), counts.added(), seconds),
        rate(then.settled(), counts.settled(), seconds),
        breaches,
        problem(counts));
  }

  private static @Nullable String problem(QueueCounts counts) {
    if (counts.consumers() > 0 || counts.waiting() == 0) {
      return null;
    }
    return switch (counts.name()) {
      case "dead" -> null;
      case "commands" -> "No engine serves the executions; they wait for one.";
      default -> "No worker serves this pool; its tasks wait for one.";
    };
  }

  /** Counts that are not known, or that a broker began anew, give no rate. */
  private static @Nullable Double rate(long before, long now, double seconds) {
    return before < 0 || now < before || seconds <= 0 ? null : (now - before) / seconds;
  }
}
