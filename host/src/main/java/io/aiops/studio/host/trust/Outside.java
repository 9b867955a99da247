package io.aiops.studio.host.trust;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which packages the jar's classes refer to that are neither in the jar nor in the contract. */
final class Outside {

  private static final int MOST = 10_000;

  private final Set<String> own = new HashSet<>();

  /** A package, and the first class that refers to it. */
  private final Map<String, String> used = new LinkedHashMap<>();

  void own(String packageName) {
    own.add(packageName);
  }

  void uses(String className, String place) {
    int end = className.lastIndexOf('/');
    if (end > 0 && !className.startsWith("java/") && used.size() < MOST) {
      used.putIfAbsent(className.substring(0, end).replace('/', '.'), place);
    }
  }

  void report(Findings findings) {
    used.forEach((packageName, place) -> {
      if (!own.contains(packageName) && !Contract.has(packageName)) {
        findings.add(Finding.of(Rules.OUTSIDE, place, "", "the package " + packageName));
      }
    });
  }
}
