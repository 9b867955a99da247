package io.aiops.studio.host.trust;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of plugins that are installed, and what would be found of others. Seeing needs
 * VIEW, all else ADMINISTER.
 */
public interface TrustService {

  /**
   * @param judgement what was found out about its jar
   * @param revoked why it must not serve any more, a sentence; null if it may
   */
  record Trust(Judgement judgement, @Nullable String revoked) {}

  /**
   * @param plugin its symbolic name
   * @throws io.aiops.studio.host.problem.NotFoundException if it is not installed
   */
  Trust of(Caller caller, String plugin);

  /**
   * The package that an installed plugin came in: its jar with the publisher's signature, the bill
   * of materials and the provenance. Empty if the studio only ever had a bare jar of it.
   *
   * @param plugin its symbolic name
   * @throws io.aiops.studio.host.problem.NotFoundException if it is not installed
   */
  Optional<byte[]> signedPackage(Caller caller, String plugin);

  /**
   * Why a package or a bare jar would not be let in now. Nothing is changed.
   *
   * @param fileName what messages call it
   * @return empty if it would be
   */
  List<Problem> objections(Caller caller, String fileName, byte[] given);

  /**
   * Why a version must not serve, whether it is installed or not; empty if nothing is known against
   * it. A sentence. With which key it was signed is known only of what was let in here before.
   *
   * @param sha256 of its jar
   */
  Optional<String> revoked(Caller caller, String plugin, String version, String sha256);
}
