package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.InvalidException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A public key, of a publisher or of a catalog.
 *
 * @param text base64 of its SubjectPublicKeyInfo, one line
 */
public record Ed25519Key(String text) {

  private static final String ALGORITHM = "Ed25519";

  /**
   * @throws InvalidException naming {@code field} if it is none, or is written in another way
   */
  public static Ed25519Key read(String field, String text) {
    Ed25519Key key = new Ed25519Key(text.strip());
    try {
      byte[] same = key.key().getEncoded();
      if (key.text.equals(Base64.getEncoder().encodeToString(same))) {
        return key;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw refused(field);
    }
    throw refused(field);
  }

  private static InvalidException refused(String field) {
    return new InvalidException(
        field,
        "is no Ed25519 public key; expected the base64 line that './studio plugin key' prints,"
            + " 60 characters.");
  }

  /** The SHA-256 of the key's bytes: how envelopes name it. */
  public String id() {
    return Sha256.of(Base64.getDecoder().decode(text));
  }

  boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key());
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      // Not of the form that a signature has: as wrong as any other.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key that was read before is not read again", e);
    }
  }

  private PublicKey key() throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
  }
}
