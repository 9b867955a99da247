package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.listing.ReleaseVersion;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A newer version of a plugin that is installed, or of a template that a workflow was made from.
 *
 * @param version the newest that runs here and was not withdrawn
 * @param catalog that it is taken from
 * @param notes what is new in it, Markdown
 * @param wants what it declares that the installed version does not, or otherwise: the manifest's
 *     headers as they are; all of them, if the catalog does not have the installed version
 * @param withdrawn why the installed version was; empty unless it was
 * @param workflow of a template: the name of the workflow that was made from it; empty for a plugin
 */
public record Update(
    String id,
    String installed,
    String version,
    String catalog,
    String notes,
    Map<String, String> wants,
    String withdrawn,
    String workflow) {

  public Update {
    wants = Collections.unmodifiableMap(new TreeMap<>(wants));
  }

  /** Empty if the catalog has nothing newer. */
  static Optional<Update> of(Offer offer, ReleaseVersion installed, String workflow) {
    Listing listing = offer.listing();
    Optional<Release> has = listing.release(installed.toString());
    return listing
        .newest()
        .filter(
            release -> ReleaseVersion.read("version", release.version()).compareTo(installed) > 0)
        .map(release -> {
          Map<String, String> wants = new TreeMap<>(release.declares());
          has.ifPresent(old -> wants.entrySet().removeAll(old.declares().entrySet()));
          return new Update(
              listing.id(),
              installed.toString(),
              release.version(),
              offer.catalog(),
              release.notes(),
              wants,
              has.map(Release::yanked).orElse(""),
              workflow);
        });
  }
}
