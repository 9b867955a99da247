package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.host.trust.SignedFiles;
import io.aiops.studio.host.trust.Verifier;

/**
 * A template that is what the owner of its id signed.
 *
 * @param publisher who owns its id
 */
public record SignedTemplate(TemplateFile file, Publisher publisher) {

  /**
   * @throws InvalidException with all that is not as it was signed, or if nobody signed it
   */
  public static SignedTemplate read(Verifier verifier, String fileName, byte[] bytes) {
    TemplateFile file = TemplateFile.read(fileName, bytes);
    byte[] statement =
        file.statement()
            .orElseThrow(() ->
                new InvalidException(
                    fileName,
                    "is not signed; a catalog takes and gives signed templates only. Sign it with"
                        + " './studio template sign'."));
    SignedFiles signed = verify(verifier, file, statement);
    Publisher publisher = signed.publisher();
    if (!signed.problems().isEmpty() || publisher == null) {
      throw new InvalidException(signed.problems());
    }
    return new SignedTemplate(file, publisher);
  }

  static SignedFiles verify(Verifier verifier, TemplateFile file, byte[] statement) {
    return verifier.verify(
        file.manifest().id(), statement, file.hashes(), file.manifest().headers());
  }
}
