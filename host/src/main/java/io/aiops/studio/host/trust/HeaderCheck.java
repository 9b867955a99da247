package io.aiops.studio.host.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Looks at a manifest of a bundle: what it ties itself to, and what it would be besides a plugin.
 */
final class HeaderCheck {

  static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** For another version of Java, a bundle may have other headers. */
  private static final Pattern VERSIONED =
      Pattern.compile("META-INF/versions/[^/]*/OSGI-INF/MANIFEST\\.MF");

  private static final List<String> WIRING =
      List.of("Require-Bundle", "Fragment-Host", "DynamicImport-Package");
  private static final List<String> AGENTS =
      List.of("Premain-Class", "Agent-Class", "Launcher-Agent-Class");

  private final Findings findings;
  private final String place;

  HeaderCheck(Findings findings, String place) {
    this.findings = findings;
    this.place = place;
  }

  /** A package of a clause, and the clause's attributes and directives without blanks. */
  private record Named(String packageName, String rest) {

    boolean optional() {
      return rest.replace("\"", "").contains("resolution:=optional");
    }
  }

  static boolean manifest(String entry) {
    return entry.equals(MANIFEST) || VERSIONED.matcher(entry).matches();
  }

  /**
   * What the framework is told to read.
   *
   * @param classPath jars and folders of classes
   * @param components descriptions by their path, or a folder and an extension for all of them
   */
  record Parts(Set<String> classPath, Set<String> components) {

    static final Parts NONE = new Parts(Set.of(), Set.of());

    static Parts of(List<String> classPath, List<String> components) {
      Set<String> described = new HashSet<>();
      for (String path : components) {
        String extension = extension(path);
        described.add(
            path.contains("*") ? folder(path) + (extension.contains("*") ? "" : extension) : path);
      }
      return new Parts(Set.copyOf(classPath), described);
    }

    boolean describeComponents(String entry) {
      return components.contains(entry)
          || components.contains(folder(entry) + extension(entry))
          || components.contains(folder(entry));
    }

    private static String folder(String path) {
      return path.substring(0, path.lastIndexOf('/') + 1) + "*";
    }

    private static String extension(String path) {
      return path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1);
    }
  }

  Parts look(byte[] manifest) {
    twice(new String(manifest, StandardCharsets.UTF_8));
    try {
      return headers(new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes());
    } catch (IOException | IllegalArgumentException e) {
      findings.add(
          Finding.of(Rules.UNREADABLE, place, "", "a broken manifest (" + e.getMessage() + ")"));
      return Parts.NONE;
    }
  }

  /** Of a header that is there twice, some readers take the first and others the last. */
  private void twice(String text) {
    Set<String> names = new HashSet<>();
    text.lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> !line.startsWith(" ") && line.contains(":"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .filter(name -> !names.add(name.toLowerCase(Locale.ROOT)))
        .forEach(name -> found(Rules.DUPLICATE, name, "twice"));
  }

  private Parts headers(Attributes headers) {
    packages(headers, "Import-Package").forEach(this::imported);
    packages(headers, "Export-Package").forEach(this::exported);
    any(headers, WIRING, Rules.WIRING);
    any(headers, AGENTS, Rules.AGENT);
    any(headers, List.of("Bundle-NativeCode"), Rules.NATIVE);
    return Parts.of(paths(headers, "Bundle-ClassPath"), paths(headers, "Service-Component"));
  }

  private static List<String> paths(Attributes headers, String header) {
    return packages(headers, header).stream()
        .map(named -> named.packageName().replaceFirst("^/+", ""))
        .toList();
  }

  private void imported(Named named) {
    String name = named.packageName();
    List<Rule> rules = References.toClass(name.replace('.', '/') + "/");
    if (!rules.isEmpty() && !Contract.has(name)) {
      rules.forEach(rule -> found(rule, "Import-Package", name));
    } else if (Contract.jdk(name)) {
      found(Rules.UNSAFE, "Import-Package", name);
    } else if (name.startsWith("org.osgi.")) {
      found(Rules.SURROUNDINGS, "Import-Package", name);
    } else if (!Contract.has(name)) {
      found(named.optional() ? Rules.OUTSIDE : Rules.WIRING, "Import-Package", name);
    }
  }

  private void exported(Named named) {
    String name = named.packageName();
    found(
        Contract.has(name) || Contract.reserved(name) ? Rules.SHADOW : Rules.EXPORT,
        "Export-Package",
        name);
  }

  private void any(Attributes headers, List<String> names, Rule rule) {
    for (String name : names) {
      String value = headers.getValue(name);
      if (value != null) {
        found(rule, name, value);
      }
    }
  }

  private void found(Rule rule, String header, String value) {
    findings.add(Finding.of(rule, place, "", header + ": " + value));
  }

  private static List<Named> packages(Attributes headers, String header) {
    List<Named> all = new ArrayList<>();
    String value = headers.getValue(header);
    for (String clause : pieces(value == null ? "" : value, ',')) {
      List<String> parts = pieces(clause, ';');
      String rest =
          String.join(";", parts.stream().filter(p -> p.contains("=")).toList())
              .replaceAll("\\s", "");
      parts.stream()
          .filter(p -> !p.contains("="))
          .forEach(p -> all.add(new Named(p.replace("\"", ""), rest)));
    }
    return all;
  }

  /** What stands between separators that are not within quotes. */
  private static List<String> pieces(String text, char separator) {
    List<String> pieces = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || (text.charAt(i) == separator && !quoted)) {
        String piece = text.substring(from, i).strip();
        if (!piece.isEmpty()) {
          pieces.add(piece);
        }
        from = i + 1;
      } else if (text.charAt(i) == '"') {
        quoted = !quoted;
      }
    }
    return pieces;
  }
}
