package io.aiops.studio.host.trust;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where a jar was built from, as its publisher says: an in-toto statement with SLSA's provenance
 * (slsa.dev/spec/v1.0/provenance). Nobody but the publisher vouches for it, which is level 1.
 */
final class Provenance {

  private static final String STATEMENT = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE = "https://slsa.dev/provenance/v1";

  private final JsonNode root;

  private Provenance(JsonNode root) {
    this.root = root;
  }

  static Provenance read(byte[] json) {
    try {
      return new Provenance(Json.mapper().readTree(json));
    } catch (JacksonException e) {
      return new Provenance(Json.mapper().createObjectNode());
    }
  }

  /** Address and commit of the source. */
  Optional<String> source() {
    JsonNode source = root.at("/predicate/buildDefinition/resolvedDependencies/0");
    String address = source.path("uri").asString("");
    String commit = source.at("/digest/gitCommit").asString("");
    return Optional.of((address + " " + commit).strip()).filter(text -> !text.isEmpty());
  }

  List<Problem> against(JarFacts jar) {
    if (!root.path("_type").asString("").equals(STATEMENT)
        || !root.path("predicateType").asString("").equals(PREDICATE)) {
      return List.of(
          problem("is no provenance: expected an in-toto statement v1 with SLSA's, v1."));
    }
    boolean same =
        StreamSupport.stream(root.path("subject").spliterator(), false)
            .anyMatch(of -> of.at("/digest/sha256").asString("").equals(jar.sha256()));
    return same ? List.of() : List.of(problem("is of another jar: none has the SHA-256 of this."));
  }

  private static Problem problem(String message) {
    return new Problem(StudioPackage.PROVENANCE, message);
  }
}
