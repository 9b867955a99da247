package io.aiops.studio.cli.chaos;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the outside was asked, by execution. A call that comes again although a later one of its
 * execution has come was recorded by then: it must not have come. One that comes again before that
 * was repeated because its result was lost with a process: that is allowed, under the same key.
 */
final class Book {

  /** One call's count and keys. */
  private static final class Entry {
    private int count;
    private final Set<String> keys = new HashSet<>();
  }

  /**
   * What it came to.
   *
   * @param modelCallsAgain completed calls of the model that were sent again
   * @param effectsTwice effects that were asked for again after their result was recorded
   * @param repeated calls whose result was lost with a process
   * @param otherKeys calls that came under a second key
   */
  record Count(
      long effects,
      long modelCalls,
      long modelCallsAgain,
      long effectsTwice,
      long repeated,
      long otherKeys) {}

  private final Map<String, EnumMap<Stage, Entry>> executions = new ConcurrentHashMap<>();
  private long effects;
  private long modelCalls;
  private long modelCallsAgain;
  private long effectsTwice;
  private long repeated;
  private long otherKeys;
  private String firstFault = "";

  synchronized void write(String execution, Stage stage, String key) {
    EnumMap<Stage, Entry> stages =
        executions.computeIfAbsent(execution, id -> new EnumMap<>(Stage.class));
    Entry entry = stages.computeIfAbsent(stage, s -> new Entry());
    boolean later = stages.keySet().stream().anyMatch(other -> other.compareTo(stage) > 0);
    entry.count++;
    if (stage.model()) {
      modelCalls++;
    } else {
      effects++;
    }
    if (entry.keys.add(key) && entry.keys.size() > 1) {
      otherKeys++;
      fault(execution, stage, "came under another key: " + entry.keys);
    }
    if (later && stage.model()) {
      modelCallsAgain++;
      fault(execution, stage, "came again although its result was recorded");
    } else if (later) {
      effectsTwice++;
      fault(execution, stage, "came again although its result was recorded");
    } else if (entry.count > 1) {
      repeated++;
    }
  }

  private void fault(String execution, Stage stage, String what) {
    if (firstFault.isEmpty()) {
      firstFault = "Execution " + execution + ", " + stage + ": " + what + ".";
    }
  }

  /** Whether every stage of it was asked for; that it be undone, if it was refused only. */
  synchronized boolean complete(String execution, boolean refused) {
    Map<Stage, Entry> stages = executions.get(execution);
    Set<Stage> all = EnumSet.allOf(Stage.class);
    if (!refused) {
      all.remove(Stage.UNDO);
    }
    return stages != null && stages.keySet().equals(all);
  }

  synchronized Count count() {
    return new Count(effects, modelCalls, modelCallsAgain, effectsTwice, repeated, otherKeys);
  }

  /** The first that should not have come; empty if there is none. */
  synchronized String firstFault() {
    return firstFault;
  }
}
