package io.aiops.studio.plugins.simulated;

import java.util.LinkedHashMap;
import java.util.Map;

/** How often each of the latest calls was made. */
final class Tries {

  private static final int MOST = 10_000;

  private final Map<String, Integer> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST;
        }
      };

  /** 1 for the first time. */
  synchronized int of(String call) {
    return counts.merge(call, 1, Integer::sum);
  }
}
