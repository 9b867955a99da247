package io.aiops.studio.host.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/** Why a bundle does not resolve: what it needs, and what there is instead. */
final class Clash {

  private static final int MOST = 10;

  private Clash() {}

  /**
   * @param all that there is
   * @return a sentence for each requirement that is not met; at least one
   */
  static List<String> of(BundleRevision bundle, Collection<BundleRevision> all) {
    List<String> sentences = new ArrayList<>();
    for (BundleRequirement need : bundle.getDeclaredRequirements(null)) {
      if (!optional(need) && all.stream().noneMatch(other -> provides(other, need))) {
        sentences.add(named(bundle) + " needs " + words(need) + "; " + instead(need, all) + ".");
      }
    }
    if (sentences.isEmpty()) {
      sentences.add(throughOthers(bundle, all));
    }
    return sentences.stream().limit(MOST).toList();
  }

  private static boolean optional(BundleRequirement need) {
    Map<String, String> directives = need.getDirectives();
    return Namespace.RESOLUTION_OPTIONAL.equals(
            directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
        || PackageNamespace.RESOLUTION_DYNAMIC.equals(
            directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
        || !Namespace.EFFECTIVE_RESOLVE.equals(
            directives.getOrDefault(
                Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE));
  }

  private static boolean provides(BundleRevision other, BundleRequirement need) {
    return other.getDeclaredCapabilities(need.getNamespace()).stream().anyMatch(need::matches);
  }

  private static String words(BundleRequirement need) {
    String filter =
        String.valueOf(need.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE));
    return StartFailure.wanted(filter).orElseGet(() -> need.getNamespace() + " " + filter);
  }

  /** Who has it, of another version. */
  private static String instead(BundleRequirement need, Collection<BundleRevision> all) {
    String filter =
        String.valueOf(need.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE));
    StringJoiner others = new StringJoiner(", ");
    for (BundleRevision other : all) {
      for (BundleCapability capability : other.getDeclaredCapabilities(need.getNamespace())) {
        Object name = capability.getAttributes().get(need.getNamespace());
        if (name != null && filter.contains("(" + need.getNamespace() + "=" + name + ")")) {
          others.add(
              named(other)
                  + " provides version "
                  + capability.getAttributes().get(Constants.VERSION_ATTRIBUTE));
        }
      }
    }
    return others.length() == 0
        ? "nobody provides it. Plugins may import io.aiops.studio.api; embed other libraries"
        : others.toString();
  }

  /** Each for itself could be met: then by one that is not there either, or not by all at once. */
  private static String throughOthers(BundleRevision bundle, Collection<BundleRevision> all) {
    for (BundleRequirement need : bundle.getDeclaredRequirements(null)) {
      for (BundleRevision other : all) {
        if (!optional(need)
            && !other.equals(bundle)
            && other.getBundle().getState() == org.osgi.framework.Bundle.INSTALLED
            && provides(other, need)) {
          return named(bundle)
              + " needs "
              + words(need)
              + ", which only "
              + named(other)
              + " provides, and that lacks something itself.";
        }
      }
    }
    return named(bundle)
        + " would see two versions of one package, through what it imports and through what those"
        + " import.";
  }

  private static String named(BundleRevision bundle) {
    return bundle.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID
        ? "this studio"
        : bundle.getSymbolicName() + " " + bundle.getVersion();
  }
}
