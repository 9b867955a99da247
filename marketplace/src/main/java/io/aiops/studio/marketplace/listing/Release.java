package io.aiops.studio.marketplace.listing;

import io.aiops.studio.host.trust.ApiRange;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version of a listing. It is never changed, but may be withdrawn.
 *
 * @param version as {@link ReleaseVersion} writes it
 * @param file SHA-256 of the package, by which it is fetched
 * @param size of the package, in bytes
 * @param api which versions of plugin-api it takes, as OSGi writes ranges; empty if it takes none
 * @param declares what it wants: the manifest's headers that say so, as they are
 * @param notes what is new in it, Markdown; may be empty
 * @param publishedAt when the catalog let it in
 * @param yanked why it was withdrawn; empty unless it was
 */
public record Release(
    String version,
    String file,
    long size,
    String api,
    Map<String, String> declares,
    String notes,
    Instant publishedAt,
    String yanked) {

  public Release {
    declares = Collections.unmodifiableMap(new TreeMap<>(declares));
  }

  /** Whether it may be fetched and runs on this studio. */
  public boolean offered() {
    return yanked.isEmpty() && compatible();
  }

  /** Whether it takes the plugin-api that is here. */
  public boolean compatible() {
    return api.isEmpty() || ApiRange.includes(api, Here.API);
  }

  /** Read once: it is in a jar. */
  private static final class Here {
    static final String API = ApiRange.here();
  }
}
