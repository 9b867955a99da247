package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.problem.InvalidException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Major, minor and micro: {@code 1.4.0}. */
public record TemplateVersion(int major, int minor, int micro)
    implements Comparable<TemplateVersion> {

  private static final Pattern FORM =
      Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");

  /**
   * @throws InvalidException naming {@code field}
   */
  public static TemplateVersion read(String field, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidException(
          field, "is '" + text + "'; expected three numbers with dots, such as 1.4.0.");
    }
    return new TemplateVersion(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)));
  }

  @Override
  public int compareTo(TemplateVersion other) {
    return Comparator.comparingInt(TemplateVersion::major)
        .thenComparingInt(TemplateVersion::minor)
        .thenComparingInt(TemplateVersion::micro)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + micro;
  }
}
