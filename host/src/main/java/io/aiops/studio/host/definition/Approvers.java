package io.aiops.studio.host.definition;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who decides and for how long they are waited for: of an approval step, and of what an agent asks
 * while it runs.
 *
 * @param assignees who may decide, see {@link Assignees}, may hold expressions; empty: whoever may
 *     run executions
 * @param sla when nobody has decided after so long, those of escalateTo are asked too; null for
 *     never
 * @param escalateTo as assignees
 * @param timeout when nobody has decided after so long, the step fails for good; null for never
 */
public record Approvers(
    List<String> assignees,
    @Nullable Duration sla,
    List<String> escalateTo,
    @Nullable Duration timeout) {

  /** Whoever may run executions, without end. */
  public static final Approvers ANYBODY = new Approvers(List.of(), null, List.of(), null);

  static Approvers read(Reading in) {
    Approvers approvers =
        new Approvers(
            assignees(in, "assignees"),
            TimesForm.sla(in),
            assignees(in, "escalateTo"),
            in.duration("timeout"));
    if (in.has("escalateTo") && !in.has("sla")) {
      in.problem("sla", "is missing; expected after how long it is escalated, such as PT4H");
    }
    return approvers;
  }

  private static List<String> assignees(Reading in, String field) {
    List<String> assignees = in.texts(field);
    if (assignees.size() > Assignees.MOST) {
      in.problem(field, "has " + assignees.size() + "; expected at most " + Assignees.MOST);
    }
    for (int i = 0; i < assignees.size(); i++) {
      String who = assignees.get(i);
      if (!who.contains("{{") && !Assignees.fits(who)) {
        in.problem(field + "[" + i + "]", "is '" + who + "'; expected " + Assignees.EXPECTED);
      }
    }
    return assignees;
  }
}
