package io.aiops.studio.host.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The outside: outlives every process, and remembers what it was asked under which key. */
final class Effects {

  private final Map<String, List<String>> asked = new LinkedHashMap<>();
  private final Set<String> completed = new HashSet<>();
  private final List<String> again = new ArrayList<>();
  private final Set<String> firsts = new HashSet<>();
  private final Set<String> inside = new HashSet<>();
  private int most;

  /** A model or tool is called. */
  synchronized void called(String key, String what) {
    asked.computeIfAbsent(key, k -> new ArrayList<>()).add(what);
    if (completed.contains(key)) {
      again.add(key + " " + what);
    }
    String execution = key.substring(0, key.indexOf('/'));
    if (what.equals("post enter")) {
      inside.add(execution);
      most = Math.max(most, inside.size());
    } else if (what.equals("post leave")) {
      inside.remove(execution);
    }
  }

  /** Whether nobody has asked this for the execution of this key before. */
  synchronized boolean first(String key) {
    return firsts.add(key.substring(0, key.indexOf('/')));
  }

  /** How many executions at most had entered and not left. */
  synchronized int most() {
    return most;
  }

  /** The call under this key is in the ledger. */
  synchronized void completed(String key) {
    completed.add(key);
  }

  /** What was asked under each key of an execution, in order. */
  synchronized Map<String, List<String>> of(String keyRoot) {
    Map<String, List<String>> of = new LinkedHashMap<>();
    asked.forEach((key, whats) -> {
      if (key.startsWith(keyRoot)) {
        of.put(key, List.copyOf(whats));
      }
    });
    return of;
  }

  /** Calls that had completed and were made once more. */
  synchronized List<String> again() {
    return List.copyOf(again);
  }
}
