package io.aiops.studio.ui.marketplace;

import io.aiops.studio.marketplace.publishing.Shown;
import java.util.Locale;

/** What the static checks say of a package's code, in one sentence. */
final class Findings {

  private Findings() {}

  static String sentence(Shown shown) {
    return switch (shown.code().toLowerCase(Locale.ROOT)) {
      case "clean" -> "Its code was looked through; nothing leaves the contract of plugins.";
      case "told" -> "Its code was looked through; some of it is worth knowing.";
      case "needs_trust", "needs-trust" ->
          "Some of its code runs in the studio's process only where who installs it trusts it.";
      case "separate" -> "Its code may run in a separate process only.";
      default -> "The checks of its code say: " + shown.code() + ".";
    };
  }
}
