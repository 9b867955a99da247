package io.aiops.studio.marketplace.listing;

import java.util.List;
import java.util.Optional;

/**
 * What a catalog says of one plugin or template. What is not given is empty; nothing is null.
 *
 * @param id the bundle's symbolic name, or the template's id; lies in the publisher's namespace
 * @param publisher the namespace of who signed it
 * @param publisherName as people know it
 * @param summary one or two sentences
 * @param licence SPDX expression
 * @param readme SHA-256 of its README, Markdown
 * @param icon SHA-256 of its icon, PNG
 * @param screenshots SHA-256 of each, PNG
 * @param deprecated why nobody should begin with it; empty unless it is so
 * @param successor the id of what to take instead
 * @param downloads how often it was fetched, as the catalog counts
 * @param ratings how many people rated it
 * @param stars the sum of their stars, 1 to 5 each
 * @param releases the newest version first, at least one
 */
public record Listing(
    String id,
    Kind kind,
    String publisher,
    String publisherName,
    String title,
    String summary,
    String licence,
    String readme,
    String icon,
    List<String> screenshots,
    List<String> tags,
    List<String> categories,
    String deprecated,
    String successor,
    long downloads,
    long ratings,
    long stars,
    List<Release> releases) {

  public Listing {
    screenshots = List.copyOf(screenshots);
    tags = List.copyOf(tags);
    categories = List.copyOf(categories);
    releases = List.copyOf(releases);
  }

  public Optional<Release> release(String version) {
    return releases.stream().filter(release -> release.version().equals(version)).findFirst();
  }

  /** The newest that may be fetched and runs here. */
  public Optional<Release> newest() {
    return releases.stream().filter(Release::offered).findFirst();
  }

  /** With these numbers in place of its own. */
  public Listing counted(long fetched, long people, long sum) {
    return new Listing(
        id,
        kind,
        publisher,
        publisherName,
        title,
        summary,
        licence,
        readme,
        icon,
        screenshots,
        tags,
        categories,
        deprecated,
        successor,
        fetched,
        people,
        sum,
        releases);
  }

  /** Whether a file of it, or of a release, has that hash. */
  public boolean names(String sha256) {
    return sha256.equals(readme)
        || sha256.equals(icon)
        || screenshots.contains(sha256)
        || releases.stream().anyMatch(release -> release.file().equals(sha256));
  }
}
