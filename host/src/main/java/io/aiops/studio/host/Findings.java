package io.aiops.studio.host;

import io.aiops.studio.host.SelfCheck.Finding;
import io.aiops.studio.host.SelfCheck.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a check found so far. */
final class Findings {

  private static final String NOTHING = "Nothing is to be done.";

  private final List<Finding> all = new ArrayList<>();

  List<Finding> all() {
    return all;
  }

  void add(Finding finding) {
    all.add(finding);
  }

  void add(String part, Severity severity, String says, String next, @Nullable UUID execution) {
    add(new Finding(part, severity, says, next, execution));
  }

  void ok(String part, String says) {
    add(part, Severity.OK, says, NOTHING, null);
  }

  void okUnlessSaid(String part, String says) {
    if (all.stream().noneMatch(finding -> finding.part().equals(part))) {
      ok(part, says);
    }
  }

  void warning(String part, String says, String next) {
    add(part, Severity.WARNING, says, next, null);
  }

  void error(String part, String says, String next) {
    add(part, Severity.ERROR, says, next, null);
  }
}
