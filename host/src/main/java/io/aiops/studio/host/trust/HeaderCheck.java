package io.aiops.studio.host.trust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;

/** Looks at a bundle's manifest: what it ties itself to, and what it would be besides a plugin. */
final class HeaderCheck {

  private static final String PLACE = "META-INF/MANIFEST.MF";

  private static final List<String> WIRING =
      List.of("Require-Bundle", "Fragment-Host", "DynamicImport-Package");
  private static final List<String> AGENTS =
      List.of("Premain-Class", "Agent-Class", "Launcher-Agent-Class");

  private final Findings findings;

  HeaderCheck(Findings findings) {
    this.findings = findings;
  }

  /** A package of a clause, and the clause's attributes and directives without blanks. */
  private record Named(String packageName, String rest) {

    boolean optional() {
      return rest.replace("\"", "").contains("resolution:=optional");
    }
  }

  /**
   * @param text of the whole manifest: of a header that is there twice, readers take one or the
   *     other
   */
  void look(String text, Attributes headers) {
    Set<String> names = new HashSet<>();
    text.lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> !line.startsWith(" ") && line.contains(":"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .filter(name -> !names.add(name.toLowerCase(Locale.ROOT)))
        .forEach(name -> found(Rules.DUPLICATE, name, "twice"));
    packages(headers, "Import-Package").forEach(this::imported);
    packages(headers, "Export-Package").forEach(this::exported);
    any(headers, WIRING, Rules.WIRING);
    any(headers, AGENTS, Rules.AGENT);
    any(headers, List.of("Bundle-NativeCode"), Rules.NATIVE);
  }

  /** The jars and folders that the bundle's classes are loaded from. */
  static List<String> classPath(Attributes headers) {
    return packages(headers, "Bundle-ClassPath").stream()
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
    findings.add(Finding.of(rule, PLACE, "", header + ": " + value));
  }

  private static List<Named> packages(Attributes headers, String header) {
    List<Named> all = new ArrayList<>();
    String value = headers.getValue(header);
    for (String clause : pieces(value == null ? "" : value, ',')) {
      List<String> parts = pieces(clause, ';');
      String rest =
          String.join(";", parts.stream().filter(p -> p.contains("=")).toList())
              .replaceAll("\\s", "");
      parts.stream().filter(p -> !p.contains("=")).forEach(p -> all.add(new Named(p, rest)));
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
