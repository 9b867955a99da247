package io.aiops.studio.host;

import io.aiops.studio.host.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the studio and with the caller's workspace, and what happens next. */
public interface SelfCheck {

  /** How bad it is. */
  enum Severity {
    OK,
    /** Work goes on, but somebody should look. */
    WARNING,
    /** Work stands until something changes. */
    ERROR
  }

  /**
   * @param part {@code database}, {@code broker}, {@code plugins}, {@code engine}, {@code nodes},
   *     {@code queues}, {@code connections}, {@code dead-letters}, {@code disk}, {@code executions}
   * @param says one sentence: what is
   * @param next one sentence: what happens by itself, or what one can do
   * @param execution which it is about; null if it is about none alone
   * @param workspace the name of that execution's, if it is not the caller's; else null
   */
  record Finding(
      String part,
      Severity severity,
      String says,
      String next,
      @Nullable UUID execution,
      @Nullable String workspace) {

    /** About the caller's workspace, or the studio. */
    public Finding(
        String part, Severity severity, String says, String next, @Nullable UUID execution) {
      this(part, severity, says, next, execution, null);
    }
  }

  /**
   * @param at when it was asked
   * @param findings each part has at least one
   */
  record Report(Instant at, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    public boolean healthy() {
      return findings.stream().allMatch(finding -> finding.severity() == Severity.OK);
    }
  }

  /**
   * Looks, and has the engine look at each execution of the workspace that nobody works at and that
   * waits for nothing with a name. Needs ADMINISTER; in the first workspace, executions of others
   * that are late are named, else counted.
   */
  Report check(Caller caller);
}
