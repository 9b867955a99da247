package io.aiops.studio.host.trust;

/** How far a plugin is let in, for one thing found in it or for all of them; the last is worst. */
public enum CodeVerdict {
  /** Nothing was found. */
  CLEAN,
  /** It may run in the host's process; people are shown what was found. */
  TOLD,
  /** It may run in the host's process if who installs it trusts it, else in a separate process. */
  NEEDS_TRUST,
  /** It may run in a separate process only, whoever made it. */
  SEPARATE,
  /** It may not be installed. */
  REFUSED;

  CodeVerdict or(CodeVerdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
