package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.catalog.CatalogException;
import io.aiops.studio.marketplace.catalog.Fetched;
import io.aiops.studio.marketplace.catalog.Merged;
import io.aiops.studio.marketplace.catalog.Offer;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.template.Plan.PluginNeed;
import io.aiops.studio.marketplace.template.Plan.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Brings plugins that are neither here nor in a template's file from the catalogs, as they are at
 * one moment. A catalog says which package a version is in, the lock which jar: what is not both is
 * not taken, so that nobody puts another one under its name and version.
 */
final class Supply {

  /** All that a template lacks; one package has a time of its own. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Studio studio;
  private final @Nullable Browsing browsing;
  private final Caller caller;
  private @Nullable Merged catalogs;

  /**
   * @param browsing null if there are no catalogs
   */
  Supply(Studio studio, @Nullable Browsing browsing, Caller caller) {
    this.studio = studio;
    this.browsing = browsing;
    this.caller = caller;
  }

  /** Which catalog has a plugin in its version. Fetches nothing but indexes. */
  Found find(Lock.Pin pin) {
    if (browsing == null) {
      return Found.nowhere("", pin);
    }
    Merged all = catalogs;
    if (all == null) {
      all = browsing.all(caller);
      catalogs = all;
    }
    return Found.in(all, pin);
  }

  /**
   * Fetches what a plan takes from catalogs. Nothing is changed by it, nor counted.
   *
   * @param needs of a plan that was made with this, and is ready
   * @return by the order of the needs
   * @throws InvalidException with each that is not the jar of the lock, or is not let in
   * @throws UnavailableException if a catalog does not bring one
   */
  List<Fetched> bring(List<PluginNeed> needs) {
    List<Fetched> all = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    long end = System.nanoTime() + LONGEST.toNanos();
    for (PluginNeed need : needs) {
      if (need.state() == State.IN_CATALOG) {
        if (System.nanoTime() - end > 0) {
          throw new UnavailableException(
              "The plugins did not all come within %d minutes, %s %s among them. Nothing was installed: try again when the catalogs are faster, or take a file that was exported with its plugins."
                  .formatted(LONGEST.toMinutes(), need.name(), need.version()),
              new TimeoutException("fetching plugins of a template"));
        }
        bring(need, all, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    return all;
  }

  private void bring(PluginNeed need, List<Fetched> all, List<Problem> problems) {
    Found found = find(need.pin());
    Offer offer = Objects.requireNonNull(found.offer(), "it was there for the plan");
    Release release = Objects.requireNonNull(found.release(), "it was there for the plan");
    try {
      Fetched fetched = catalogs().look(caller, offer, release);
      problems.addAll(wrong(need, fetched));
      all.add(fetched);
    } catch (InvalidException e) {
      problems.addAll(refused(need, offer.catalog(), e.problems()));
    } catch (CatalogException e) {
      throw new UnavailableException(
          "%s %s %s did not come. Nothing was installed: try again when the catalog answers, or take a file that was exported with its plugins."
              .formatted(e.getMessage(), need.name(), need.version()),
          e);
    }
  }

  private List<Problem> wrong(PluginNeed need, Fetched fetched) {
    String file = fileName(fetched);
    String jar = Hash.of(StudioPackage.read(file, fetched.bytes()).file(StudioPackage.JAR));
    if (!jar.equals(need.sha256())) {
      return List.of(
          new Problem(
              need.path(),
              "is in the catalog '%s' as version %s, but is not the jar that the template was made with: its SHA-256 is %s, the lock has %s. Nothing was installed: take a file that was exported with its plugins, or install that jar yourself first, if you trust it."
                  .formatted(fetched.catalog(), need.version(), jar, need.sha256())));
    }
    return refused(
        need, fetched.catalog(), studio.trust().objections(caller, file, fetched.bytes()));
  }

  private static List<Problem> refused(PluginNeed need, String catalog, List<Problem> why) {
    return why.stream()
        .map(each ->
            new Problem(
                need.path(), notLetIn(catalog, each.toString()) + " Nothing was installed."))
        .toList();
  }

  static String notLetIn(String catalog, String why) {
    return "is in the catalog '%s', and is not let in: %s".formatted(catalog, why);
  }

  /** Counts what has been installed as downloads. */
  void took(List<Fetched> all) {
    all.forEach(fetched -> catalogs().took(caller, fetched));
  }

  private Browsing catalogs() {
    return Objects.requireNonNull(browsing, "nothing is found without catalogs");
  }

  /** What messages call it. */
  static String fileName(Fetched fetched) {
    return fetched.listing().id() + "-" + fetched.release().version() + Kind.PLUGIN.ending();
  }
}
