package io.aiops.studio.host.plugin;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.Affected.ConnectionUse;
import io.aiops.studio.host.plugin.Affected.InWorkspace;
import io.aiops.studio.host.plugin.Affected.StepUse;
import io.aiops.studio.host.plugin.Affected.Trouble;
import io.aiops.studio.host.problem.ConflictException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Binds a plan to what was shown: the version of the set, what is changed, and what follows from
 * that. How many executions are in flight is left out, since that is another number each second.
 */
final class PlanToken {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-([0-9a-f]{32})-([0-9a-f]{32})");

  private PlanToken() {}

  static String of(Plan plan) {
    return plan.set() + "-" + hash(changed(plan)) + "-" + hash(following(plan));
  }

  private static List<Object> changed(Plan plan) {
    return List.of(
        plan.items().stream()
            .map(item ->
                List.of(
                    item.name(),
                    item.what().name(),
                    String.valueOf(item.sha256()),
                    String.valueOf(item.isolation())))
            .toList());
  }

  private static List<Object> following(Plan plan) {
    Affected affected = plan.affected();
    return List.of(
        plan.consents().stream().map(consent -> consent.token()).toList(),
        plan.refusals(),
        plan.conflicts(),
        affected.workspaces().stream().map(PlanToken::named).toList(),
        counted(affected.elsewhere().counts()));
  }

  private static List<Object> named(InWorkspace in) {
    return List.of(
        in.id().toString(),
        in.steps().stream().map(StepUse::toString).toList(),
        in.connections().stream().map(ConnectionUse::toString).toList(),
        in.troubles().stream().map(Trouble::toString).toList(),
        counted(in.counts()));
  }

  private static List<Long> counted(Affected.Counts counts) {
    return List.of(
        counts.workflows(), counts.steps(), counts.connections(), counts.lost(), counts.troubles());
  }

  private static String hash(Object value) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Json.bytes(value));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * @param given with the change, by whoever was shown a plan
   * @param now the plan as it would be now
   * @throws ConflictException saying what is another now
   */
  static void require(String given, Plan now) {
    if (given.equals(now.token())) {
      return;
    }
    Matcher then = FORM.matcher(given);
    Matcher present = FORM.matcher(now.token());
    if (!then.matches() || !present.matches()) {
      throw stale("That is no token of a plan.");
    }
    if (!then.group(1).equals(present.group(1))) {
      throw stale(
          "The plan was made for set "
              + then.group(1)
              + " of the plugins, and it is set "
              + present.group(1)
              + " now.");
    }
    throw stale(
        then.group(2).equals(present.group(2))
            ? "What the plugins want or what they affect is not what the plan showed any more."
            : "What is to be changed is not what the plan was made for: other jars, or others to"
                + " remove.");
  }

  static ConflictException stale(String why) {
    return new ConflictException(why + " Nothing was changed: make the plan anew.");
  }
}
