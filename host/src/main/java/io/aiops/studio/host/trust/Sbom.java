package io.aiops.studio.host.trust;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A bill of materials (CycloneDX in JSON), held against the jar it is of. Which library a copied
 * class came from cannot be told from the class: a bill that names one of two copied libraries and
 * conceals the other, stripped of its coordinates, is not found out.
 */
final class Sbom {

  private final JsonNode root;

  private Sbom(JsonNode root) {
    this.root = root;
  }

  static Sbom read(byte[] json) {
    try {
      return new Sbom(Json.mapper().readTree(json));
    } catch (JacksonException e) {
      return new Sbom(Json.mapper().createObjectNode());
    }
  }

  /** Name and version of each component. */
  List<String> libraries() {
    List<String> libraries = new ArrayList<>();
    root.path("components")
        .forEach(part -> libraries.add((text(part, "name") + " " + text(part, "version")).strip()));
    return libraries;
  }

  /**
   * @param namespace whose classes are the plugin's own
   */
  List<Problem> against(JarFacts jar, Publisher namespace) {
    List<Problem> problems = new ArrayList<>();
    if (!text(root, "bomFormat").equals("CycloneDX")) {
      problems.add(problem("is no bill of materials: expected CycloneDX in JSON."));
      return problems;
    }
    JsonNode subject = root.path("metadata").path("component");
    if (!numbers(text(subject, "version")).equals(numbers(jar.version()))) {
      problems.add(
          problem(
              "is of version '%s', but the jar is %s."
                  .formatted(text(subject, "version"), jar.version())));
    }
    Set<String> known = new HashSet<>(Set.of(coordinates(subject)));
    Set<String> hashes = new HashSet<>();
    root.path("components")
        .forEach(part -> {
          known.add(coordinates(part));
          part.path("hashes")
              .forEach(hash -> {
                if (text(hash, "alg").equals("SHA-256")) {
                  hashes.add(text(hash, "content").toLowerCase(Locale.ROOT));
                }
              });
        });
    jar.jars()
        .forEach((path, sha256) -> {
          if (!hashes.contains(sha256)) {
            problems.add(problem("names no component with the SHA-256 of '" + path + "'."));
          }
        });
    jar.libraries().stream()
        .filter(library -> !known.contains(library))
        .forEach(
            library -> problems.add(problem("conceals " + library + ", which is in the jar.")));
    if (root.path("components").isEmpty()) {
      jar.packages().stream()
          .filter(name -> !namespace.owns(name))
          .findFirst()
          .ifPresent(name ->
              problems.add(
                  problem(
                      "says that nothing is copied into the jar, but it has classes of '%s', which"
                              .formatted(name)
                          + " is not in '%s'.".formatted(namespace.namespace()))));
    }
    return problems;
  }

  private static Problem problem(String message) {
    return new Problem(StudioPackage.SBOM, message);
  }

  private static String coordinates(JsonNode part) {
    return text(part, "group") + ":" + text(part, "name") + ":" + text(part, "version");
  }

  /** Maven and OSGi write what comes after the numbers in different ways. */
  private static String numbers(String version) {
    String numbers = version.replaceFirst("^(\\d+(\\.\\d+){0,2}).*$", "$1");
    while (numbers.endsWith(".0")) {
      numbers = numbers.substring(0, numbers.length() - 2);
    }
    return numbers;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
