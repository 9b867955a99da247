package io.aiops.studio.host.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What models and outside systems see of the calls: by key, and by what the call is for. */
final class Outside {

  private final Map<String, String> effects = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private int calls;
  private int repeated;
  private int atOnce;

  /** By the keys of calls that are under way, whether who makes one stands. */
  private final Map<String, BooleanSupplier> underWay = new HashMap<>();

  /**
   * @param key what the outside deduplicates by
   * @param work which call of which step of which execution it is
   * @param effect whether something is done by it: then it comes under one key whoever makes it
   * @param excused whether two may call at once
   * @param stands whether who makes it stands, or is dead, so that nobody can know of it
   * @param meanwhile what goes on until it answers
   */
  void called(
      String key,
      String work,
      boolean effect,
      boolean excused,
      BooleanSupplier stands,
      Runnable meanwhile) {
    calls++;
    String before = effect ? keys.putIfAbsent(work, key) : null;
    if (before != null && !before.equals(key)) {
      throw new AssertionError(work + " came under two keys: " + before + " and " + key);
    }
    String known = effects.putIfAbsent(key, work);
    if (known != null) {
      repeated++;
      if (!known.equals(work)) {
        throw new AssertionError("two effects under " + key + ": " + known + " and " + work);
      }
    }
    BooleanSupplier other = underWay.putIfAbsent(key, stands);
    if (other == null) {
      try {
        meanwhile.run();
      } finally {
        underWay.remove(key);
      }
    } else if (!other.getAsBoolean()) {
      atOnce++;
      if (!excused) {
        throw new AssertionError(work + " is called for by two at once, and both live");
      }
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
