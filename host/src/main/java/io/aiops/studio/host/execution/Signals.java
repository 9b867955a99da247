package io.aiops.studio.host.execution;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The signals of one execution: which have come, which no step has taken yet, and which steps wait
 * for one. Changed only by {@link ExecutionState}.
 */
public final class Signals {

  /** A signal in the order of arrival. */
  public record Kept(int place, String name, String signalId, @Nullable Object payload) {}

  private final Set<String> known = new HashSet<>();
  private final TreeMap<Integer, Kept> kept = new TreeMap<>();
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private final Map<String, Kept> taken = new HashMap<>();

  Signals() {}

  void receive(Event.SignalReceived e) {
    known.add(e.signalId());
    kept.put(known.size(), new Kept(known.size(), e.name(), e.signalId(), e.payload()));
  }

  void await(StepState step, Event.SignalAwaited e, Instant at) {
    step.await(e.attempt(), e.until(), e.cause(), at);
    waiting.put(e.path(), e.name());
  }

  /** The step waits no longer. */
  void leave(String path) {
    waiting.remove(path);
  }

  void take(StepState step, Event.SignalTaken e) {
    step.reached(e.attempt());
    take(e.path(), e.signalId());
  }

  private void take(String path, String signalId) {
    leave(path);
    Kept one =
        kept.values().stream()
            .filter(k -> k.signalId().equals(signalId))
            .findFirst()
            .orElseThrow(() -> new IllegalTransitionException(path, "no signal", signalId));
    kept.remove(one.place());
    taken.put(path, one);
  }

  /**
   * Steps start anew. What they had taken is there again in its old place: nobody will send it a
   * second time. Only that of the very step whose result was wrong is gone, since it was wrong.
   */
  void rollBack(String wrong, List<String> invalidated) {
    taken.remove(wrong);
    for (String path : invalidated) {
      waiting.keySet().removeIf(p -> within(p, path));
      taken
          .entrySet()
          .removeIf(entry -> {
            boolean back = within(entry.getKey(), path);
            if (back) {
              kept.put(entry.getValue().place(), entry.getValue());
            }
            return back;
          });
    }
  }

  private static boolean within(String path, String outer) {
    return path.equals(outer) || path.startsWith(outer + "[");
  }

  /** Whether a signal with this id has come. */
  public boolean knows(String signalId) {
    return known.contains(signalId);
  }

  /** The oldest of that name that no step has taken; null if there is none. */
  public @Nullable Kept first(String name) {
    for (Kept one : kept.values()) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    return null;
  }

  /** The steps that wait for that name, who has waited longest first; some may have ended. */
  public List<String> waiting(String name) {
    return waiting.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Those that no step has taken, oldest first. */
  public List<Kept> kept() {
    return List.copyOf(kept.values());
  }
}
