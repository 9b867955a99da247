package io.aiops.studio.host.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What models and outside systems see of the calls: by key, and by what the call is for. */
final class Outside {

  private final Map<String, String> effects = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private int calls;
  private int repeated;
  private int atOnce;

  /** Calls that are under way, by key. */
  private final Set<String> underWay = new HashSet<>();

  /**
   * @param key what the outside deduplicates by
   * @param work which call of which step of which execution it is
   * @param meanwhile what goes on until it answers
   */
  void called(String key, String work, Runnable meanwhile) {
    calls++;
    String before = keys.putIfAbsent(work, key);
    if (before != null && !before.equals(key)) {
      throw new AssertionError(work + " came under two keys: " + before + " and " + key);
    }
    String effect = effects.putIfAbsent(key, work);
    if (effect != null) {
      repeated++;
      if (!effect.equals(work)) {
        throw new AssertionError("two effects under " + key + ": " + effect + " and " + work);
      }
    }
    if (underWay.add(key)) {
      meanwhile.run();
      underWay.remove(key);
    } else {
      atOnce++;
    }
  }

  int calls() {
    return calls;
  }

  /** Calls that were made while another live worker made the same. */
  int atOnce() {
    return atOnce;
  }

  /** Calls that the outside knew already by their key. */
  int repeated() {
    return repeated;
  }
}
