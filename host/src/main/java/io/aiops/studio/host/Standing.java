package io.aiops.studio.host;

import io.aiops.studio.host.Health.Level;
import io.aiops.studio.host.Health.Part;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a studio stands, from its parts as they answer each time. The database and the broker may be
 * away for a moment, and the engine with them: what needs them is told to try again, or waits; to
 * send everybody elsewhere, where they are away too, would help nobody.
 */
final class Standing {

  static final Duration MOMENT = Duration.ofSeconds(10);

  private static final Set<String> MAY_BE_AWAY = Set.of("database", "broker", "engine");

  private final Clock clock;
  private final Set<String> answered = new HashSet<>();
  private final Map<String, Instant> awaySince = new HashMap<>();

  Standing(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param needed without which nothing goes, as they answered just now
   * @param outside without which some work waits or takes its fallback
   */
  synchronized Level of(List<Part> needed, Part outside) {
    Level level = outside.up() ? Level.UP : Level.DEGRADED;
    for (Part part : needed) {
      if (part.up()) {
        answered.add(part.name());
        awaySince.remove(part.name());
      } else if (forAMoment(part.name())) {
        level = level == Level.DOWN ? level : Level.DEGRADED;
      } else {
        level = Level.DOWN;
      }
    }
    return level;
  }

  /** What never answered is not away: it has not begun. */
  private boolean forAMoment(String part) {
    if (!MAY_BE_AWAY.contains(part) || !answered.contains(part)) {
      return false;
    }
    Instant now = clock.instant();
    Instant since = awaySince.computeIfAbsent(part, first -> now);
    return now.isBefore(since.plus(MOMENT));
  }
}
