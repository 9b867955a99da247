package io.aiops.studio.host.worker;

import io.aiops.studio.host.problem.UnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls in memory, for tests. */
public final class InMemoryCallLedger implements CallLedger {

  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

  private boolean readable = true;
  private final AtomicInteger silent = new AtomicInteger();
  private final Queue<String> others = new ConcurrentLinkedQueue<>();

  /** So many times it does not answer from now on. */
  void away(int times) {
    silent.set(times);
  }

  /** From now on a question is a mistake. */
  void unreadable() {
    readable = false;
  }

  /** Somebody else writes this just before the next entry is written. */
  void beaten(String result) {
    others.add(result);
  }

  private void answer() {
    if (silent.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new UnavailableException("The ledger does not answer", new IllegalStateException());
    }
  }

  @Override
  public Optional<Entry> find(Key key, int since) {
    if (!readable) {
      throw new AssertionError("asked for " + key);
    }
    answer();
    for (int attempt = key.attempt(); attempt >= since; attempt--) {
      Entry entry = entries.get(key.of(attempt));
      if (entry != null) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  @Override
  public Entry write(Key key, Entry entry) {
    answer();
    String other = others.poll();
    if (other != null) {
      entries.putIfAbsent(key, new Entry(other, entry.record()));
    }
    Entry first = entries.putIfAbsent(key, entry);
    return first == null ? entry : first;
  }
}
