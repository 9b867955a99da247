package io.aiops.studio.marketplace.template;

import io.aiops.studio.marketplace.catalog.Merged;
import io.aiops.studio.marketplace.catalog.Offer;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Release;
import org.jspecify.annotations.Nullable;

/**
 * Where a plugin of a lock was found among the catalogs.
 *
 * @param offer of the one catalog that may offer it; null if none does in this version
 * @param release the version; null if there is none
 * @param why there is none, and what to do, in sentences; empty if there is one
 */
record Found(@Nullable Offer offer, @Nullable Release release, String why) {

  private static final String OR_A_FILE = "take a file that was exported with its plugins.";

  static Found in(Merged all, Lock.Pin pin) {
    Offer offer = all.offers().get(pin.name());
    if (offer == null) {
      return nowhere(notOffered(all, pin), pin);
    }
    String catalog = offer.catalog();
    if (offer.listing().kind() != Kind.PLUGIN) {
      return nowhere("In the catalog '%s' that is a template. ".formatted(catalog), pin);
    }
    Release release = offer.listing().release(pin.version()).orElse(null);
    if (release == null) {
      return nowhere(
          "The catalog '%s' has it, but not in version %s. ".formatted(catalog, pin.version()),
          pin);
    }
    if (!release.yanked().isEmpty()) {
      return none(
          "Version %s was withdrawn from the catalog '%s': %s Take a newer version of the template, or a file that was exported with its plugins."
              .formatted(pin.version(), catalog, release.yanked()));
    }
    if (!release.compatible()) {
      return none(
          "Version %s in the catalog '%s' takes plugin-api %s, which is not this studio's. Take a newer version of the template."
              .formatted(pin.version(), catalog, release.api()));
    }
    return new Found(offer, release, "");
  }

  private static String notOffered(Merged all, Lock.Pin pin) {
    String kept =
        all.refused().stream()
            .filter(one -> one.id().equals(pin.name()))
            .findFirst()
            .map(one ->
                "The catalog '%s' has it, but its namespace '%s' is kept by '%s', which goes before it. "
                    .formatted(one.catalog(), one.namespace(), one.keeper()))
            .orElse("");
    if (all.failures().isEmpty()) {
      return kept.isEmpty() ? "No catalog has it. " : kept;
    }
    return kept
        + "Of the catalogs, nothing is known now of %s: try again when they answer. "
            .formatted(String.join(", ", all.failures().keySet()));
  }

  /**
   * @param reason sentences, each with a space behind it
   */
  static Found nowhere(String reason, Lock.Pin pin) {
    return none(
        "%sInstall version %s (SHA-256 %s) first, or %s"
            .formatted(reason, pin.version(), pin.sha256(), OR_A_FILE));
  }

  /** Null if there is none. */
  @Nullable String catalog() {
    return offer == null ? null : offer.catalog();
  }

  /** Of the package. */
  long bytes() {
    return release == null ? 0 : release.size();
  }

  private static Found none(String why) {
    return new Found(null, null, why);
  }
}
