package io.aiops.studio.host.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * What of a plugin's manifest the resolver reads.
 *
 * @param alone whether the framework's own bundles alone decide if it resolves: it provides other
 *     bundles nothing and asks nothing of them by name. So its own version does not matter either
 * @param text of those headers
 */
record Needs(boolean alone, String text) {

  /** What ties bundles to each other. */
  private static final List<String> TIES =
      List.of(Constants.EXPORT_PACKAGE, Constants.REQUIRE_BUNDLE, Constants.FRAGMENT_HOST);

  private static final List<String> READ =
      List.of(
          Constants.BUNDLE_MANIFESTVERSION,
          Constants.IMPORT_PACKAGE,
          Constants.DYNAMICIMPORT_PACKAGE,
          Constants.REQUIRE_CAPABILITY,
          Constants.PROVIDE_CAPABILITY,
          "Bundle-RequiredExecutionEnvironment",
          Constants.BUNDLE_NATIVECODE);

  /** Services are provided to whoever looks them up, which is no matter of resolving. */
  private static final Set<String> PROVIDED = Set.of("osgi.service");

  /** What the framework's own bundles have; of a service, that may be another plugin's. */
  private static final Set<String> REQUIRED = Set.of("osgi.ee", "osgi.extender");

  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  static Needs of(Attributes headers) {
    List<String> read = new ArrayList<>();
    for (String header : READ) {
      read.add(header + ": " + headers.getValue(header));
    }
    boolean alone =
        TIES.stream().noneMatch(header -> headers.getValue(header) != null)
            && PROVIDED.containsAll(namespaces(headers.getValue(Constants.PROVIDE_CAPABILITY)))
            && REQUIRED.containsAll(namespaces(headers.getValue(Constants.REQUIRE_CAPABILITY)));
    return new Needs(alone, String.join("\n", read));
  }

  /** Of a header's clauses. */
  private static List<String> namespaces(@Nullable String header) {
    List<String> namespaces = new ArrayList<>();
    if (header != null) {
      for (String clause : QUOTED.matcher(header).replaceAll("").split(",", -1)) {
        namespaces.add(clause.split(";", 2)[0].strip());
      }
    }
    return namespaces;
  }
}
