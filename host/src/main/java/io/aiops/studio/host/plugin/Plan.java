package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a change of plugins would do, found out without loading or touching anything. Applied as it
 * was shown, or not at all: its token is worth nothing once the set, the jars, what was granted or
 * what is affected is another.
 *
 * @param set the version of the plugin set that it was made for
 * @param token to be given back with the same change: whoever does agrees to all that is shown
 * @param possible whether it can be applied; if not, {@code refusals} and {@code conflicts} say why
 * @param items what becomes of each plugin, by name
 * @param refusals what the gate lets not in, a sentence each
 * @param conflicts what does not fit together, a sentence each
 * @param consents of each plugin that wants more than it was granted
 * @param affected what relies on the plugins, and whether it still fits
 * @param asks what has to be agreed to; empty if nobody needs to be asked
 */
public record Plan(
    long set,
    String token,
    boolean possible,
    List<Item> items,
    List<String> refusals,
    List<String> conflicts,
    List<Consent> consents,
    Affected affected,
    List<Ask> asks) {

  /** What somebody has to agree to. */
  public enum Ask {
    /** A plugin may have what it was not granted yet. */
    CONSENT,
    /** What goes is in use: steps, connections or executions that need it fail. */
    IN_USE,
    /** Settings that are stored do not fit the new version: what has them fails until mended. */
    SETTINGS
  }

  /** What becomes of a plugin. */
  public enum What {
    INSTALLED,
    UPGRADED,
    DOWNGRADED,
    /** By another build of the same version. */
    REPLACED,
    /** The same jar, in another process than before. */
    CHANGED,
    /** The same jar, which serves from then on. */
    ENABLED,
    /** The same jar, which serves no more. */
    DISABLED,
    REMOVED
  }

  /** What becomes of something that a plugin offers. */
  public enum Fate {
    NEW,
    STAYS,
    GOES
  }

  /** An agent, model provider, connector or observer. */
  public record Offered(Kind kind, String name, Fate fate) {}

  /**
   * @param name the bundle's symbolic name
   * @param from the version that is in the set; null if none is
   * @param to the version that will be; null if none will
   * @param sha256 of the jar that will be; null if none will
   * @param isolation where its code will run; null if it goes
   * @param gate what the gate found, words for people; empty if it was not asked
   */
  public record Item(
      String name,
      String title,
      What what,
      @Nullable String from,
      @Nullable String to,
      @Nullable String sha256,
      @Nullable Isolation isolation,
      String gate,
      List<Offered> offers) {
    public Item {
      offers = List.copyOf(offers);
    }
  }

  public Plan {
    items = List.copyOf(items);
    refusals = List.copyOf(refusals);
    conflicts = List.copyOf(conflicts);
    consents = List.copyOf(consents);
    asks = List.copyOf(asks);
  }

  /**
   * What was found out, with its token and what has to be agreed to.
   *
   * @param refused why something is not let in
   */
  static Plan of(
      PluginSet set,
      Difference difference,
      List<InvalidException> refused,
      List<String> conflicts,
      List<Consent> consents,
      Affected affected) {
    Set<Ask> asks = EnumSet.noneOf(Ask.class);
    Affected.Counts all = affected.all();
    if (!consents.isEmpty()) {
      asks.add(Ask.CONSENT);
    }
    if (all.lost() + all.lostExecutions() > 0) {
      asks.add(Ask.IN_USE);
    }
    if (all.troubles() > 0) {
      asks.add(Ask.SETTINGS);
    }
    Plan plan =
        new Plan(
            set.version(),
            "",
            refused.isEmpty() && conflicts.isEmpty(),
            difference.items(),
            refused.stream()
                .flatMap(why -> why.problems().stream())
                .map(Problem::toString)
                .toList(),
            conflicts,
            consents,
            affected,
            List.copyOf(asks));
    return plan.with(PlanToken.of(plan));
  }

  private Plan with(String newToken) {
    return new Plan(set, newToken, possible, items, refusals, conflicts, consents, affected, asks);
  }

  /** All of it in words, a sentence each: for people who cannot be shown more. */
  public List<String> sentences() {
    return PlanWords.of(this);
  }
}
