package io.aiops.studio.host.trust;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What lay beside the jars of the plugin set in their packages: signature, bill of materials,
 * provenance. So that a plugin leaves this studio as its publisher signed it.
 */
public final class Papers {

  private final JudgementStore store;

  Papers(JudgementStore store) {
    this.store = store;
  }

  /**
   * Of a bare jar nothing. Belongs into the transaction that puts the jar into the plugin set.
   *
   * @param given what was admitted
   */
  public void keep(String fileName, byte[] given) {
    if (!Verifier.isJar(fileName, given)) {
      StudioPackage whole = StudioPackage.read(fileName, given);
      store.keepPapers(Sha256.of(whole.file(StudioPackage.JAR)), whole.papers());
    }
  }

  /**
   * @param sha256 of a jar
   */
  public boolean has(String sha256) {
    return store.papers(sha256).isPresent();
  }

  /** The package that a jar of the plugin set came in; empty if it came as a bare jar. */
  public Optional<byte[]> packaged(String sha256, Supplier<byte[]> jar) {
    return store.papers(sha256).map(papers -> StudioPackage.together(papers, jar.get()));
  }
}
