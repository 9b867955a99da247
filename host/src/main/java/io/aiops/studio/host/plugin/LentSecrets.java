package io.aiops.studio.host.plugin;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that calls of a started plugin were lent, to be found in what it writes. They are
 * looked up by how they begin, so that thousands cost a line little more than one.
 */
final class LentSecrets {

  /** More are not remembered: then nobody can say what is none. */
  static final int MOST = 10_000;

  /** A shorter text is lent as a secret by nobody. */
  private static final int START = 4;

  /** A line of one that has several may come alone; shorter ones are not told from other text. */
  private static final int SHORTEST_LINE = 8;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<String>> byStart = new HashMap<>();
  private int count;
  private int longest;
  private volatile boolean tooMany;

  /** Whether there were more than can be remembered. */
  boolean tooMany() {
    return tooMany;
  }

  /** Asked with each call, of which hardly any brings a new one. */
  boolean has(Collection<String> lent) {
    return tooMany || known.containsAll(lent);
  }

  void add(Collection<String> lent) {
    for (String secret : lent) {
      if (!tooMany && !known.contains(secret)) {
        enter(secret);
        secret.lines().filter(line -> line.length() >= SHORTEST_LINE).forEach(this::enter);
        known.add(secret);
        if (count > MOST) {
          tooMany = true;
          known.clear();
          byStart.clear();
        }
      }
    }
  }

  private void enter(String secret) {
    if (secret.length() >= START) {
      String start = secret.substring(0, START);
      if (byStart.computeIfAbsent(start, some -> new HashSet<>()).add(secret)) {
        count++;
      }
      longest = Math.max(longest, secret.length());
    }
  }

  /** How long the longest is. */
  int longest() {
    return longest;
  }

  /** Marks each place of a text that is within one. */
  void mark(String text, BitSet within) {
    if (byStart.isEmpty()) {
      return;
    }
    for (int at = 0; at + START <= text.length(); at++) {
      for (String secret : byStart.getOrDefault(text.substring(at, at + START), Set.of())) {
        if (text.startsWith(secret, at)) {
          within.set(at, at + secret.length());
        }
      }
    }
  }
}
