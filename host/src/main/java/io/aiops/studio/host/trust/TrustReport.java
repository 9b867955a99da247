package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.Problem;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin is worth before anything of it is loaded.
 *
 * @param signed what its signature is worth
 * @param name the bundle's symbolic name
 * @param version the bundle's version
 * @param sha256 of the jar
 * @param size of the jar, in bytes
 * @param publisher who owns the name; null if nobody does
 * @param keyId what it says it is signed with, which holds if it is SIGNED; null if it is not
 *     signed
 * @param signedAt as the publisher says; null unless the signature holds
 * @param licence SPDX expression; null if it names none
 * @param api which versions of plugin-api it takes; null if it does not say
 * @param declares the manifest's headers that say what it wants, as they are
 * @param libraries what it carries with it, as its bill of materials has them: name and version
 * @param source where it was built from, as the publisher says; null if it does not
 * @param problems why it is REFUSED; empty otherwise
 */
public record TrustReport(
    Signed signed,
    String name,
    String version,
    String sha256,
    long size,
    @Nullable String publisher,
    @Nullable String keyId,
    @Nullable Instant signedAt,
    @Nullable String licence,
    @Nullable String api,
    Map<String, String> declares,
    List<String> libraries,
    @Nullable String source,
    List<Problem> problems) {

  /** What may be said of it. That code does no harm is none of these. */
  public enum Signed {
    /** It is what the owner of its name signed, and all that is shown of it is so. */
    SIGNED,
    /**
     * Nobody who is known here vouches for it, and nobody owns its name. A signature with a key
     * that nobody has entered cannot be checked, so that it counts as none.
     */
    UNSIGNED,
    /** Something is not as it says. */
    REFUSED
  }

  public TrustReport {
    declares = Collections.unmodifiableMap(new TreeMap<>(declares));
    libraries = List.copyOf(libraries);
    problems = List.copyOf(problems);
  }

  /** Whether it is signed, but with a key that nobody has entered here. */
  public boolean byStranger() {
    return signed == Signed.UNSIGNED && keyId != null;
  }

  /**
   * Why an UNSIGNED one is not taken.
   *
   * @param rule that asks for a signature, a clause
   */
  public Problem unsigned(String fileName, String rule) {
    return byStranger()
        ? new Problem(
            name,
            "is in no known publisher's namespace, so that its signature cannot be checked; %s."
                    .formatted(rule)
                + " Enter the publisher and its key first, by POST /api/v1/publishers and"
                + " /api/v1/publishers/{namespace}/keys.")
        : new Problem(fileName, "is not signed; " + rule + ".");
  }

  /** Who vouches for it, a sentence. */
  String vouched() {
    if (signed == Signed.SIGNED) {
      return "It is signed by " + publisher + ".";
    }
    return byStranger()
        ? "It is signed by somebody unknown here, whose key nobody has entered: that counts as not signed."
        : "Nobody has signed it.";
  }
}
