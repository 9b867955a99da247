package io.aiops.studio.marketplace.listing;

import io.aiops.studio.host.problem.InvalidException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as OSGi orders them: by three numbers, then by the qualifier as text.
 *
 * @param qualifier empty if it has none
 */
public record ReleaseVersion(int major, int minor, int micro, String qualifier)
    implements Comparable<ReleaseVersion> {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.([A-Za-z0-9_-]{1,64}))?)?)?");
  private static final Comparator<ReleaseVersion> ORDER =
      Comparator.comparingInt(ReleaseVersion::major)
          .thenComparingInt(ReleaseVersion::minor)
          .thenComparingInt(ReleaseVersion::micro)
          .thenComparing(ReleaseVersion::qualifier);

  /**
   * @param field named if it is none
   */
  public static ReleaseVersion read(String field, String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new InvalidException(
          field, "is '" + Words.cut(text) + "'; expected a version such as 1.2.0.");
    }
    return new ReleaseVersion(
        number(parts.group(1)),
        number(parts.group(2)),
        number(parts.group(3)),
        parts.group(4) == null ? "" : parts.group(4));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  @Override
  public int compareTo(ReleaseVersion other) {
    return ORDER.compare(this, other);
  }

  /** The one way to write it: 1.2 is 1.2.0. */
  @Override
  public String toString() {
    return major + "." + minor + "." + micro + (qualifier.isEmpty() ? "" : "." + qualifier);
  }
}
