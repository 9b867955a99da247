package io.aiops.studio.host.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Records executions of seeded random worlds for {@link HistoriesTest}: {@code mvn -pl host test
 * -Dtest=RandomExecutionsTest -DargLine=-Dhistories=src/test/resources/histories/NAME}.
 */
final class RecordHistories {

  private static final String FOLDER = System.getProperty("histories", "");

  /** How many of the first seeds are recorded. */
  private static final int SEEDS = 24;

  private RecordHistories() {}

  static void offer(long seed, Map<String, History> ended) throws IOException {
    if (FOLDER.isEmpty() || seed < 0 || seed >= SEEDS) {
      return;
    }
    for (Map.Entry<String, History> one : ended.entrySet()) {
      one.getValue().write(Path.of(FOLDER, "world-" + seed + "-" + one.getKey() + ".jsonl"));
    }
  }
}
