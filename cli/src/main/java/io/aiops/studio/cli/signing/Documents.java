package io.aiops.studio.cli.signing;

import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.signing.Jar.Component;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes with a jar if its author gives nothing better. */
public final class Documents {

  private Documents() {}

  /**
   * A bill of materials (CycloneDX 1.6) of what the jar shows of itself. Classes that were copied
   * without their coordinates are not in it: for these, give the build's own.
   */
  public static byte[] bill(Jar jar) {
    return bill(jar, List.of());
  }

  /**
   * The same, with what its build knows to be in it.
   *
   * @param list of the build's libraries, as {@link Libraries} reads it
   */
  public static byte[] bill(Jar jar, Path file, Path list) {
    return bill(jar, Libraries.in(jar, file, list));
  }

  private static byte[] bill(Jar jar, List<Component> known) {
    List<Component> libraries = new ArrayList<>(jar.carried());
    libraries.removeIf(part ->
        known.stream()
            .anyMatch(one ->
                one.sha256().equals(part.sha256())
                    || one.group().equals(part.group()) && one.name().equals(part.name())));
    libraries.addAll(known);
    Component subject =
        libraries.stream()
            .filter(part -> (part.group() + "." + part.name()).equals(jar.name()))
            .findFirst()
            .orElse(new Component("", jar.name(), jar.version(), ""));
    libraries.remove(subject);
    Map<String, Object> bill = new LinkedHashMap<>();
    bill.put("bomFormat", "CycloneDX");
    bill.put("specVersion", "1.6");
    bill.put("version", 1);
    bill.put("metadata", Map.of("component", component(subject)));
    bill.put("components", libraries.stream().map(Documents::component).toList());
    return bytes(bill);
  }

  private static Map<String, Object> component(Component of) {
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("type", "library");
    if (!of.group().isEmpty()) {
      component.put("group", of.group());
    }
    component.put("name", of.name());
    if (!of.group().isEmpty() && !of.version().isEmpty()) {
      component.put("purl", "pkg:maven/%s/%s@%s".formatted(of.group(), of.name(), of.version()));
    }
    if (!of.version().isEmpty()) {
      component.put("version", of.version());
    }
    if (!of.sha256().isEmpty()) {
      component.put("hashes", List.of(digest("alg", "SHA-256", "content", of.sha256())));
    }
    return component;
  }

  /**
   * An in-toto statement with SLSA's provenance: which source the author says it is of.
   *
   * @param commit of the source; null if it is not said
   */
  public static byte[] provenance(Jar jar, @Nullable String source, @Nullable String commit) {
    Map<String, Object> of = new LinkedHashMap<>();
    if (source != null) {
      of.put("uri", source);
    }
    if (commit != null) {
      of.put("digest", Map.of("gitCommit", commit));
    }
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("buildType", "urn:io.aiops.studio:plugin-sign:1");
    definition.put("externalParameters", Map.of());
    definition.put("resolvedDependencies", of.isEmpty() ? List.of() : List.of(of));
    Map<String, Object> predicate = new LinkedHashMap<>();
    predicate.put("buildDefinition", definition);
    predicate.put("runDetails", Map.of("builder", Map.of("id", "urn:io.aiops.studio:plugin-sign")));
    Map<String, Object> subject = new LinkedHashMap<>();
    subject.put("name", StudioPackage.JAR);
    subject.put("digest", Map.of("sha256", jar.sha256()));
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("_type", "https://in-toto.io/Statement/v1");
    statement.put("subject", List.of(subject));
    statement.put("predicateType", "https://slsa.dev/provenance/v1");
    statement.put("predicate", predicate);
    return bytes(statement);
  }

  private static Map<String, Object> digest(String a, String b, String c, String d) {
    Map<String, Object> digest = new LinkedHashMap<>();
    digest.put(a, b);
    digest.put(c, d);
    return digest;
  }

  private static byte[] bytes(Object value) {
    return Json.compact(value).getBytes(StandardCharsets.UTF_8);
  }
}
