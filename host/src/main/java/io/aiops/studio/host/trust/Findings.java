package io.aiops.studio.host.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers findings; a jar that is full of them fills neither memory nor the page. */
final class Findings {

  private static final int LISTED = 20;

  private final List<Finding> listed = new ArrayList<>();
  private final Map<String, Integer> ofRule = new HashMap<>();
  private CodeVerdict worst = CodeVerdict.CLEAN;
  private int more;

  void add(Finding finding) {
    worst = worst.or(finding.verdict());
    if (ofRule.merge(finding.rule(), 1, Integer::sum) <= LISTED) {
      listed.add(finding);
    } else {
      more++;
    }
  }

  /** Whether as much is listed of a rule as people read: where else it is met need not be known. */
  boolean enough(Rule rule) {
    return ofRule.getOrDefault(rule.name(), 0) >= LISTED;
  }

  void oneMore() {
    more++;
  }

  CodeReport report(int classes) {
    // Stable: within a verdict they stay in the order of the jar.
    listed.sort(Comparator.comparing(Finding::verdict).reversed());
    return new CodeReport(worst, listed, more, classes);
  }
}
