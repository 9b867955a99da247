package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A plan, with what it takes to apply it.
 *
 * @param wanted what the set shall hold
 * @param jars that are to be in the set and may be new to the store
 * @param wants of those that are to have what they want
 * @param refused why something is not let in
 */
record Draft(
    Plan plan,
    PluginChange change,
    Wanted wanted,
    List<PluginJar> jars,
    Map<String, Wants> wants,
    List<InvalidException> refused) {

  /**
   * @throws InvalidException if it cannot be applied, with all the reasons
   */
  void requirePossible() {
    if (refused.size() == 1) {
      throw refused.getFirst();
    }
    List<Problem> problems = new ArrayList<>();
    refused.forEach(why -> problems.addAll(why.problems()));
    plan.conflicts().forEach(why -> problems.add(new Problem("", why + " Nothing was changed.")));
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
  }

  /** By their SHA-256. */
  Map<String, PluginJar> given() {
    return jars.stream().collect(Collectors.toUnmodifiableMap(PluginJar::sha256, jar -> jar));
  }

  /** For the set's history. */
  String why() {
    StringJoiner all = new StringJoiner("; ");
    if (change.set() != null) {
      all.add(
          change.only() == null
              ? "Rolled back to set " + change.set()
              : "Rolled back "
                  + change.only()
                  + plan.items().stream()
                      .map(item -> " to " + item.to())
                      .collect(Collectors.joining())
                  + ", as in set "
                  + change.set());
    }
    for (Plan.Item item : change.set() == null ? plan.items() : List.<Plan.Item>of()) {
      all.add(
          switch (item.what()) {
            case REMOVED -> "Removed " + item.name();
            case ENABLED -> "Enabled " + item.name();
            case DISABLED -> "Disabled " + item.name();
            case CHANGED -> "Has " + item.name() + " run " + PlanWords.place(item.isolation());
            case INSTALLED, UPGRADED, DOWNGRADED, REPLACED ->
                "Installed " + item.name() + " " + item.to() + from(item.name());
          });
    }
    return all + (change.why().isEmpty() ? "" : ": " + change.why());
  }

  private String from(String name) {
    return wanted.files().containsKey(name) ? " from " + wanted.files().get(name) : "";
  }
}
