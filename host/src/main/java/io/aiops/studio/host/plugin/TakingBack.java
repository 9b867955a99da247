package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes back by itself from versions that are worse than those whose place they took. */
final class TakingBack {

  private static final Logger LOG = LoggerFactory.getLogger(TakingBack.class);

  /**
   * @param at when it is tried again
   * @param pause until then; twice as long the next time
   */
  private record Later(Serving.Worse worse, Instant at, Duration pause) {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);
  }

  private final Swaps swaps;
  private final PluginStore store;
  private final Serving serving;
  private final Clock clock;

  /** What could not be taken back; it is tried again, ever more seldom. */
  private final Map<Entry, Later> later = new HashMap<>();

  TakingBack(Swaps swaps, PluginStore store, Serving serving, Clock clock) {
    this.swaps = swaps;
    this.store = store;
    this.serving = serving;
    this.clock = clock;
  }

  /**
   * Puts what is worse than before, or does not start here, out of the set again, and what it took
   * the place of back in.
   */
  void look(PluginSet set) {
    Map<Entry, Serving.Worse> all = new LinkedHashMap<>();
    serving.worse(set).forEach(worse -> all.put(worse.entry(), worse));
    // Perhaps it is not found to be worse any more, since that is only looked at while it is young.
    later.values().forEach(tried -> all.putIfAbsent(tried.worse().entry(), tried.worse()));
    Instant now = clock.instant();
    all.forEach((entry, worse) -> {
      Later before = later.get(entry);
      if (before == null || !now.isBefore(before.at())) {
        takeBack(worse, before);
      }
    });
  }

  private void takeBack(Serving.Worse worse, @Nullable Later before) {
    Entry entry = worse.entry();
    String plugin = entry.name() + " " + entry.version();
    try {
      PluginSet now =
          swaps.change(
              PluginSet.STUDIO,
              "Took " + plugin + " back: " + worse.why(),
              Map.of(),
              current -> current.with(before(current, entry)));
      later.remove(entry);
      String again = now.get(entry.name()).version();
      LOG.warn("{} is taken back, and {} serves again: {}", plugin, again, worse.why());
      serving.note(entry, "Taken back, and " + again + " serves again: " + worse.why());
    } catch (ConflictException e) {
      later.remove(entry);
      LOG.info("{} is not taken back from here: {}", plugin, e.getMessage());
    } catch (InvalidException e) {
      Duration pause = before == null ? Later.FIRST : before.pause().multipliedBy(2);
      pause = pause.compareTo(Later.LONGEST) > 0 ? Later.LONGEST : pause;
      later.put(entry, new Later(worse, clock.instant().plus(pause), pause));
      LOG.error(
          "{} is worse, but cannot be taken back; that is tried again in {} s: {}",
          plugin,
          pause.toSeconds(),
          e.getMessage());
    }
  }

  /** Where the newer one ran apart, the older one does too: nobody is trusted by itself. */
  private Entry before(PluginSet current, Entry bad) {
    String previous = bad.previous();
    boolean stands =
        current
            .find(bad.name())
            .filter(now -> now.same(bad) && now.since() == bad.since())
            .isPresent();
    if (previous == null || !stands) {
      throw new ConflictException("it was changed meanwhile.");
    }
    return store
        .entry(previous)
        .map(entry -> entry.at(entry.isolation().stricter(bad.isolation())))
        .orElseThrow(() -> new InvalidException(bad.name(), "what it replaced is not kept"))
        .as(true, current.version() + 1, null);
  }
}
