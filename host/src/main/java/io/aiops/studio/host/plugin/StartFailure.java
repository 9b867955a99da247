package io.aiops.studio.host.plugin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleException;

/** Why a bundle does not start, in a sentence for its author. */
final class StartFailure {

  private static final Pattern PACKAGE =
      Pattern.compile(
          "\\(osgi\\.wiring\\.package=([\\w.]+)\\)(?:\\(version>=([\\w.]+)\\))?(?:\\(!\\(version>=([\\w.]+)\\)\\))?");

  private StartFailure() {}

  static String explain(BundleException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.getType()) {
      case BundleException.RESOLVE_ERROR ->
          "needs something this studio does not offer: "
              + missing(message)
              + ". Plugins may import io.aiops.studio.api; embed other libraries in the bundle."
              + " Nothing was changed.";
      case BundleException.ACTIVATOR_ERROR ->
          "failed in its activator: "
              + (e.getCause() == null ? message : e.getCause().toString())
              + ". Nothing was changed.";
      default -> "cannot be started: " + message + ". Nothing was changed.";
    };
  }

  /** Felix' sentence ends with the requirement that was not met. */
  private static String missing(String message) {
    int from = message.lastIndexOf("missing requirement");
    String tail = from < 0 ? message : message.substring(from + "missing requirement".length());
    return wanted(tail).orElseGet(tail::strip);
  }

  /** The package that a filter asks for, in words; empty if it asks for something else. */
  static Optional<String> wanted(String filter) {
    Matcher wanted = PACKAGE.matcher(filter);
    return wanted.find()
        ? Optional.of(
            "package "
                + wanted.group(1)
                + (wanted.group(2) == null ? "" : " from version " + wanted.group(2))
                + (wanted.group(3) == null ? "" : " below " + wanted.group(3)))
        : Optional.empty();
  }
}
