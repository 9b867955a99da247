package io.aiops.studio.host.simulation;

import java.util.HashMap;
import java.util.Map;

/** What models and outside systems see of the calls: by key, and by what the call is for. */
final class Outside {

  private final Map<String, String> effects = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private int calls;
  private int repeated;

  /**
   * @param key what the outside deduplicates by
   * @param work which call of which step of which execution it is
   */
  void called(String key, String work) {
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
  }

  int calls() {
    return calls;
  }

  /** Calls that the outside knew already by their key. */
  int repeated() {
    return repeated;
  }
}
