package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signature over files is worth that are no plugin.
 *
 * @param publisher who owns the name; null if nobody does
 * @param keyId of the key, as the statement says
 * @param signedAt as the publisher says; null unless the signature holds
 * @param problems why it counts for nothing; empty if it is what the publisher signed
 */
public record SignedFiles(
    @Nullable Publisher publisher,
    String keyId,
    @Nullable Instant signedAt,
    List<Problem> problems) {

  public SignedFiles {
    problems = List.copyOf(problems);
  }
}
