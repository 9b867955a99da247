package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.Affected.Counts;
import io.aiops.studio.host.plugin.Plan.Ask;
import io.aiops.studio.host.plugin.Plan.Fate;
import io.aiops.studio.host.plugin.Plan.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A plan in sentences. */
final class PlanWords {

  private PlanWords() {}

  static List<String> of(Plan plan) {
    List<String> all = new ArrayList<>();
    plan.items().forEach(item -> all.add(item(item)));
    plan.refusals().forEach(why -> all.add("Not let in: " + why));
    plan.conflicts().forEach(why -> all.add("Does not fit together: " + why));
    if (!plan.affected().all().nothing()) {
      all.add(affected(plan.affected()));
    }
    all.addAll(asked(plan));
    return all;
  }

  private static String item(Item item) {
    StringBuilder text = new StringBuilder(item.title());
    text.append(
        switch (item.what()) {
          case INSTALLED -> " " + item.to() + " is installed";
          case UPGRADED -> " is upgraded from " + item.from() + " to " + item.to();
          case DOWNGRADED -> " goes back from " + item.from() + " to " + item.to();
          case REPLACED -> " " + item.to() + " is replaced by another build of that version";
          case CHANGED -> " " + item.to() + " runs " + place(item.isolation());
          case ENABLED -> " " + item.to() + " is enabled";
          case DISABLED -> " " + item.to() + " is disabled";
          case REMOVED -> " " + item.from() + " is removed";
        });
    StringJoiner goes = new StringJoiner(", ");
    item.offers().stream()
        .filter(offer -> offer.fate() == Fate.GOES)
        .forEach(
            offer -> goes.add(offer.kind().name().toLowerCase(Locale.ROOT) + " " + offer.name()));
    if (goes.length() > 0) {
      text.append("; with it ")
          .append(goes)
          .append(goes.toString().contains(",") ? " go" : " goes");
    }
    text.append(item.gate().isEmpty() ? "." : ". " + item.gate());
    return text.toString();
  }

  /** Where code runs. */
  static String place(@Nullable Isolation isolation) {
    return isolation == Isolation.SEPARATE ? "in a separate process" : "in the studio's process";
  }

  private static String affected(Affected affected) {
    Counts all = affected.all();
    long workspaces = affected.workspaces().size() + affected.elsewhere().workspaces();
    return "It affects "
        + many(all.steps(), "step")
        + " of "
        + many(all.workflows(), "workflow")
        + ", "
        + many(all.connections(), "connection")
        + " and "
        + many(all.executions(), "execution")
        + " in flight, in "
        + many(workspaces, "workspace")
        + (affected.complete() ? "." : "; there is more than was looked at.");
  }

  /** What somebody has to agree to. */
  static List<String> asked(Plan plan) {
    List<String> all = new ArrayList<>();
    Counts counts = plan.affected().all();
    if (plan.asks().contains(Ask.IN_USE)) {
      all.add(
          "What goes is in use: "
              + many(counts.lost(), "step or connection", "steps and connections")
              + " and "
              + many(counts.lostExecutions(), "execution")
              + " in flight would have nothing to call any more.");
    }
    if (plan.asks().contains(Ask.SETTINGS)) {
      all.add(
          many(counts.troubles(), "setting")
              + " would not fit any more; what has them fails until somebody mends it.");
    }
    plan.consents()
        .forEach(consent ->
            all.add(
                consent.plugin()
                    + " "
                    + consent.version()
                    + " wants "
                    + String.join(", ", consent.added())
                    + (consent.added().size() == consent.wants().size()
                        ? "."
                        : ", besides what it has.")));
    return all;
  }

  private static String many(long count, String one) {
    return many(count, one, one + "s");
  }

  private static String many(long count, String one, String more) {
    return count + " " + (count == 1 ? one : more);
  }
}
