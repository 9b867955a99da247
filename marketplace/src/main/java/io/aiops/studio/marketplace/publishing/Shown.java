package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.marketplace.listing.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a package shows of itself, and what was found in it. Hashes name files of the catalog.
 *
 * @param publisher the namespace of who signed it
 * @param api which versions of plugin-api it takes; empty if it takes none
 * @param declares what it wants, as its manifest says
 * @param readme hash, or empty
 * @param icon hash, or empty
 * @param file hash of the package
 * @param size of the package, in bytes
 * @param code how far its code may be let in, as {@code BytecodeCheck} says
 * @param findings why, sentences; the worst first
 * @param compatibility what the kit found in a plugin; null if its package has no report
 */
public record Shown(
    Kind kind,
    String publisher,
    String publisherName,
    String title,
    String summary,
    String licence,
    String api,
    Map<String, String> declares,
    String readme,
    String icon,
    List<String> screenshots,
    String file,
    long size,
    String code,
    List<String> findings,
    @Nullable Compatibility compatibility) {

  public Shown {
    declares = Collections.unmodifiableMap(new TreeMap<>(declares));
    screenshots = List.copyOf(screenshots);
    findings = List.copyOf(findings);
  }
}
