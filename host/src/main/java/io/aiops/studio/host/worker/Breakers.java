package io.aiops.studio.host.worker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breakers of this node: one for each connection and model provider of a workspace that
 * its tasks have called. Other nodes have their own, and find out by themselves.
 */
public final class Breakers {

  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

  /** Three times the longest wait of a breaker. */
  private static final Duration UNASKED = Duration.ofMinutes(15);

  private static final int MOST = 10_000;

  /**
   * Something that is not asked now.
   *
   * @param workspaceId whose
   * @param what {@code Connection 'tickets'}, {@code Model provider 'openai'}
   * @param until when it is tried again
   */
  public record Open(UUID workspaceId, String what, Instant until) {}

  /**
   * @param settings hash of them: who mends a connection is not kept waiting for the broken one
   */
  private record Key(UUID workspaceId, String what, int settings) {}

  private final Clock clock;

  /** What nobody calls is forgotten, whether it answered or not: nobody waits for it. */
  private final Cache<Key, Breaker> breakers;

  public Breakers(Clock clock) {
    this.clock = clock;
    this.breakers =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(UNASKED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Makes the call, if the other side has answered of late.
   *
   * @param settings with which the other side is called
   * @param deadline when it is given up; what was given up by then got no answer
   * @throws CircuitOpenException if it has not
   */
  <T extends @Nullable Object> T call(
      UUID workspaceId,
      String what,
      Map<String, @Nullable Object> settings,
      Instant deadline,
      Supplier<T> code) {
    Key key = new Key(workspaceId, what, settings.hashCode());
    Breaker breaker = breakers.get(key, each -> new Breaker(clock));
    Optional<Duration> wait = breaker.enter();
    if (wait.isPresent()) {
      throw new CircuitOpenException(what, wait.get());
    }
    try {
      T answer = code.get();
      breaker.answered();
      return answer;
    } catch (PluginException e) {
      count(deadline, breaker, key, e.category());
      throw e;
    } catch (RuntimeException e) {
      breaker.unknown();
      throw e;
    }
  }

  private void count(Instant deadline, Breaker breaker, Key key, Category category) {
    boolean late = category == Category.CANCELLED && !clock.instant().isBefore(deadline);
    if (category == Category.UNAVAILABLE || category == Category.TIMEOUT || late) {
      if (breaker.silent()) {
        LOG.warn(
            "{} of workspace {} does not answer; it is not asked for a while, and what needs it is"
                + " tried again later",
            key.what(),
            key.workspaceId());
      }
    } else if (category == Category.CANCELLED) {
      breaker.unknown();
    } else {
      breaker.answered();
    }
  }

  /** How many are remembered. */
  long known() {
    return breakers.estimatedSize();
  }

  /** What is not asked now. */
  public List<Open> open() {
    List<Open> open = new ArrayList<>();
    breakers
        .asMap()
        .forEach((key, breaker) -> {
          breaker
              .openUntil()
              .ifPresent(until -> open.add(new Open(key.workspaceId(), key.what(), until)));
        });
    open.sort(Comparator.comparing(Open::what));
    return List.copyOf(open);
  }
}
