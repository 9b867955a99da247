package io.aiops.studio.host.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.execution.Unwatched;
import io.aiops.studio.host.execution.Unwatched.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over the executions of all workspaces that are to be looked at never, again and again, and
 * has the sweeper take up those that wait for nothing with a name. What one waits for is in its
 * events: they are read once it has stood for a while, and again only after it has moved. Every
 * node does so; to be taken up twice is harmless.
 */
public final class Lookout {

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final int PAGE = 1_000;

  /**
   * In one look: with one every five seconds, fifty thousand are gone over within half a minute.
   */
  private static final int MOST = 10_000;

  private static final int MOST_KNOWN = 100_000;

  /** One look reads events no longer than this. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Most waits are over sooner, and need not be asked after. */
  private static final Duration STANDS = Duration.ofSeconds(20);

  private enum Judged {
    NOT_YET,
    WAITS,
    FORGOTTEN
  }

  private record Known(long sequence, Instant since, Judged judged) {}

  private final Unwatched unwatched;
  private final Forgotten forgotten;
  private final Clock clock;
  private final Cache<UUID, Known> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).executor(Runnable::run).build();
  private @Nullable UUID after;

  public Lookout(Unwatched unwatched, Forgotten forgotten, Clock clock) {
    this.unwatched = unwatched;
    this.forgotten = forgotten;
    this.clock = clock;
  }

  /**
   * Goes on where the last look ended.
   *
   * @return how many the sweeper is to take up
   * @throws io.aiops.studio.host.problem.UnavailableException if the database is away
   */
  public int look() {
    long began = System.nanoTime();
    List<Row> found = new ArrayList<>();
    int read = 0;
    boolean more = true;
    while (more && read < MOST) {
      List<Row> page = unwatched.page(after, PAGE);
      for (Row row : page) {
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
          more = false;
          break;
        }
        if (forgotten(row)) {
          found.add(row);
        }
        after = row.executionId();
        read++;
      }
      if (more && page.size() < PAGE) {
        after = null;
        more = false;
      }
    }
    return found.isEmpty() ? 0 : unwatched.watch(found, clock.instant()).size();
  }

  private boolean forgotten(Row row) {
    UUID id = row.executionId();
    Instant now = clock.instant();
    Known before = known.getIfPresent(id);
    if (before == null || before.sequence() != row.sequence()) {
      known.put(id, new Known(row.sequence(), now, Judged.NOT_YET));
      return false;
    }
    if (before.judged() == Judged.WAITS || before.since().plus(STANDS).isAfter(now)) {
      return false;
    }
    boolean is = forgotten.neither(id);
    known.put(id, new Known(row.sequence(), now, is ? Judged.FORGOTTEN : Judged.WAITS));
    if (is && before.judged() == Judged.NOT_YET) {
      LOG.warn("Execution {} has not ended and waits for nothing by name; it is looked at", id);
    }
    return is;
  }
}
