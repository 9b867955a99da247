package io.aiops.studio.host.trust;

import io.aiops.studio.api.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which versions of plugin-api a bundle takes, as OSGi writes it in a manifest's imports. */
public final class ApiRange {

  private static final String API = "io.aiops.studio.api";
  private static final Pattern VERSION =
      Pattern.compile(
          "\\s*version\\s*=\\s*\"?([\\[(]?[0-9][0-9.]*(?:,[0-9][0-9.]*[\\])])?)\"?\\s*");
  private static final Pattern RANGE = Pattern.compile("([\\[(])([0-9.]+),([0-9.]+)([\\])])");

  private ApiRange() {}

  /** The version that plugins get here, as plugin-api's own manifest says it. */
  public static String here() {
    String resource = Agent.class.getName().replace('.', '/') + ".class";
    String url = String.valueOf(Agent.class.getClassLoader().getResource(resource));
    String root = url.substring(0, url.length() - resource.length());
    try (InputStream in = URI.create(root + "META-INF/MANIFEST.MF").toURL().openStream()) {
      return of(String.valueOf(new Manifest(in).getMainAttributes().getValue("Export-Package")))
          .orElseThrow(() -> new IllegalStateException(root + " does not say its version"));
    } catch (IOException e) {
      throw new UncheckedIOException("No manifest in " + root, e);
    }
  }

  /**
   * @param imports the value of Import-Package
   */
  static Optional<String> of(String imports) {
    for (String clause : split(imports, ',')) {
      List<String> parts = split(clause, ';');
      if (parts.getFirst().strip().equals(API)) {
        return parts.stream()
            .map(VERSION::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1))
            .findFirst();
      }
    }
    return Optional.empty();
  }

  /** What is within quotation marks is not cut. */
  private static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == at && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** A version without brackets is the lowest. */
  public static boolean includes(String range, String version) {
    Matcher both = RANGE.matcher(range);
    if (!both.matches()) {
      return compare(version, range) >= 0;
    }
    int low = compare(version, both.group(2));
    int high = compare(version, both.group(3));
    return (both.group(1).equals("[") ? low >= 0 : low > 0)
        && (both.group(4).equals("]") ? high <= 0 : high < 0);
  }

  private static int compare(String a, String b) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    for (int i = 0; i < 3; i++) {
      int order = Integer.compare(number(left, i), number(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(String[] parts, int index) {
    return index < parts.length && parts[index].matches("\\d{1,9}")
        ? Integer.parseInt(parts[index])
        : 0;
  }
}
