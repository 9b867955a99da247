package io.aiops.studio.plugins.testkit.kit;

/**
 * What a check came to.
 *
 * @param reason one sentence, for whatever the verdict is
 * @param ms how long it took
 */
public record Finding(Check check, Verdict verdict, String reason, long ms) {

  /** How it ended. */
  public enum Verdict {
    PASS,
    FAIL,
    /** There was nothing to try it on; the reason says what would be needed. */
    NOT_APPLICABLE
  }

  static Finding pass(Check check, String reason) {
    return new Finding(check, Verdict.PASS, reason, 0);
  }

  static Finding fail(Check check, String reason) {
    return new Finding(check, Verdict.FAIL, reason, 0);
  }

  static Finding notApplicable(Check check, String reason) {
    return new Finding(check, Verdict.NOT_APPLICABLE, reason, 0);
  }

  Finding took(long millis) {
    return new Finding(check, verdict, reason, millis);
  }
}
