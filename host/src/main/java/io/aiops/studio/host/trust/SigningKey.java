package io.aiops.studio.host.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key that this studio itself signs with. Publishers keep theirs. */
public final class SigningKey {

  private static final String ALGORITHM = "Ed25519";

  private final KeyPair pair;

  private SigningKey(KeyPair pair) {
    this.pair = pair;
  }

  public static SigningKey create() {
    try {
      return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has Ed25519", e);
    }
  }

  /**
   * @param text as {@link #text} gave it
   */
  public static SigningKey of(String text) {
    String[] parts = text.split(" ", 2);
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new SigningKey(
          new KeyPair(
              keys.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(parts[0]))),
              keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1])))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key that was written is not read again", e);
    }
  }

  /** Both parts, the secret one too: to be sealed before it is kept. */
  public String text() {
    return publicKey().text()
        + " "
        + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
  }

  public Ed25519Key publicKey() {
    return new Ed25519Key(Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
  }

  byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(pair.getPrivate());
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key that was made here does not sign", e);
    }
  }
}
