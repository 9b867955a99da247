package io.aiops.studio.host.trust;

import java.util.List;

/**
 * What {@link BytecodeCheck} found in a jar.
 *
 * @param verdict the worst of all that was found, listed here or not
 * @param findings the worst first; of each rule at most as many as people read
 * @param more how many classes and places at least have findings that are not listed
 * @param classes how many classes were looked at
 */
public record CodeReport(CodeVerdict verdict, List<Finding> findings, int more, int classes) {

  public CodeReport {
    findings = List.copyOf(findings);
  }
}
