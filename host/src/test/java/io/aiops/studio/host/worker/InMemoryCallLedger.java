package io.aiops.studio.host.worker;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Calls in memory, for tests. */
public final class InMemoryCallLedger implements CallLedger {

  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

  @Override
  public Optional<Entry> find(Key key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public void write(Key key, Entry entry) {
    entries.putIfAbsent(key, entry);
  }
}
