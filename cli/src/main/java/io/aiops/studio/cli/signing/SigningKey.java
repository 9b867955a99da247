package io.aiops.studio.cli.signing;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A publisher's Ed25519 key: a file that only its owner can read, with the private part (PKCS#8)
 * and the public part (SubjectPublicKeyInfo) as PEM.
 */
public final class SigningKey {

  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private final KeyPair pair;

  private SigningKey(KeyPair pair) {
    this.pair = pair;
  }

  /** Makes a key and the file of it, which must not be there. */
  public static SigningKey create(Path file) {
    try {
      SigningKey key = new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
      FileAttribute<?>[] mode =
          POSIX
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
              : new FileAttribute<?>[0];
      Files.createFile(file, mode);
      Files.writeString(
          file,
          pem(PRIVATE, key.pair.getPrivate().getEncoded())
              + pem(PUBLIC, key.pair.getPublic().getEncoded()));
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has Ed25519", e);
    } catch (IOException e) {
      throw new CommandFailedException(
          "The key cannot be written to %s: %s.".formatted(file, e.getMessage()), e);
    }
  }

  public static SigningKey read(Path file) {
    try {
      if (POSIX && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw CommandFailedException.misuse(
            "%s can be read by others than you; change that first: chmod 600 %s"
                .formatted(file, file));
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new SigningKey(
          new KeyPair(
              keys.generatePublic(new X509EncodedKeySpec(part(text, PUBLIC))),
              keys.generatePrivate(new PKCS8EncodedKeySpec(part(text, PRIVATE)))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw CommandFailedException.misuse(
          file + " is no key as './studio plugin key' writes it.", e);
    } catch (IOException e) {
      throw CommandFailedException.misuse("There is no readable key in " + file + ".", e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(what, Base64.getEncoder().encodeToString(bytes), what);
  }

  private static byte[] part(String text, String what) {
    Matcher found =
        Pattern.compile("-----BEGIN " + what + "-----([A-Za-z0-9+/=\\s]+)-----END").matcher(text);
    if (!found.find()) {
      throw new IllegalArgumentException("no " + what);
    }
    return Base64.getMimeDecoder().decode(found.group(1));
  }

  /** What an administrator enters: base64 of the public part, one line. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /** SHA-256 of the public part. */
  public String id() {
    return Sha256.of(pair.getPublic().getEncoded());
  }

  /** Makes sure that it is good: the file's two parts could be of two keys. */
  byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(pair.getPrivate());
      signer.update(message);
      byte[] signature = signer.sign();
      signer.initVerify(pair.getPublic());
      signer.update(message);
      if (!signer.verify(signature)) {
        throw new CommandFailedException(
            "The key's private and public part do not belong together.");
      }
      return signature;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key that was read signs", e);
    }
  }
}
