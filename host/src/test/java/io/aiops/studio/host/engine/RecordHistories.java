package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.ExecutionStore.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Records executions for {@link HistoriesTest}: of seeded random worlds, and of {@link
 * RareEventsTest}: {@code mvn -pl host test -Dtest=RandomExecutionsTest,RareEventsTest
 * -DargLine=-Dhistories=src/test/resources/histories/NAME}. With {@code -Dhistories.with=A,B} too,
 * of the worlds only the first execution in which each of these events occurs.
 */
final class RecordHistories {

  private static final String FOLDER = System.getProperty("histories", "");

  private static final Set<String> WITH =
      new TreeSet<>(
          Arrays.stream(System.getProperty("histories.with", "").split(","))
              .filter(type -> !type.isEmpty())
              .toList());

  private static final boolean ALL = WITH.isEmpty();

  /** How many of the first seeds are recorded. */
  private static final int SEEDS = 24;

  private RecordHistories() {}

  static void offer(long seed, Map<String, History> ended) throws IOException {
    if (FOLDER.isEmpty() || seed < 0 || ALL && seed >= SEEDS) {
      return;
    }
    for (Map.Entry<String, History> one : ended.entrySet()) {
      Set<String> types =
          one.getValue().lines().stream().map(Line::type).collect(Collectors.toSet());
      if (ALL || WITH.removeAll(types)) {
        one.getValue().write(Path.of(FOLDER, "world-" + seed + "-" + one.getKey() + ".jsonl"));
      }
    }
  }

  static void offer(String name, History ended) throws IOException {
    if (!FOLDER.isEmpty()) {
      ended.write(Path.of(FOLDER, name + ".jsonl"));
    }
  }
}
