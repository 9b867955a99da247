package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences in which the {@link Gate} says what it does not let in, or not everywhere. */
final class Objections {

  /** Nobody reads more sentences at once. */
  private static final int MOST = 10;

  private static final String APART =
      " It may not run in the server's process, whoever made it, but in a process of its own:"
          + " install it as SEPARATE (--separate). Nothing was changed.";

  private Objections() {}

  /** The last sentence says what became of it, whoever found what is wrong. */
  static InvalidException ended(InvalidException why) {
    InvalidException ended = new InvalidException(more(why.problems(), " Nothing was changed."));
    ended.initCause(why);
    return ended;
  }

  /** What was found in code that is as bad as that, or worse. */
  static List<Problem> ofCode(CodeReport code, CodeVerdict from) {
    return code.findings().stream()
        .filter(finding -> finding.verdict().compareTo(from) >= 0)
        .limit(MOST)
        .map(finding -> new Problem(finding.rule(), finding.sentence()))
        .toList();
  }

  /**
   * Why code may run in a process of its own only.
   *
   * @param code null if it was never looked through
   * @return empty if it may run in the server's
   */
  static List<Problem> apart(@Nullable CodeReport code) {
    if (code == null) {
      return List.of(new Problem("code", "was never looked through." + APART));
    }
    return code.verdict().compareTo(CodeVerdict.SEPARATE) < 0
        ? List.of()
        : more(ofCode(code, CodeVerdict.SEPARATE), APART);
  }

  private static List<Problem> more(List<Problem> problems, String sentence) {
    List<Problem> all = new ArrayList<>(problems);
    Problem last = all.removeLast();
    all.add(new Problem(last.path(), last.message() + sentence));
    return List.copyOf(all);
  }
}
