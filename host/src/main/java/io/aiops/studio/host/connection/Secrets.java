package io.aiops.studio.host.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets for the database with AES-256-GCM (NIST SP 800-38D), under a key that is kept
 * elsewhere. A sealed value opens only in the place it was sealed for: copying it to another
 * connection gives nothing.
 */
public final class Secrets {

  private static final String PREFIX = "sealed:v1:";
  private static final String WORD = "studio";
  private static final String WITNESS = "the master key";
  private static final String DISAGREE =
      "the secrets in this database are sealed with another master key than this node has. All"
          + " nodes of a database need the same: give it in STUDIO_MASTER_KEY (base64 of 32 bytes;"
          + " the first node keeps the one it made in master.key in its data folder)";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  private Secrets(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "The master key has " + key.length + " bytes; expected " + KEY_BYTES);
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * @param given base64 of 32 bytes, from the environment; null to keep one in {@code file}
   * @param file created with a new key the first time, readable by its owner only
   */
  public static Secrets withKey(@Nullable String given, Path file) {
    if (given != null) {
      return new Secrets(Base64.getDecoder().decode(given.strip()));
    }
    try {
      if (!Files.exists(file)) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(key));
      }
      return new Secrets(Base64.getDecoder().decode(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("The master key " + file + " cannot be read or made", e);
    }
  }

  /**
   * Makes sure that all nodes seal with the same key: the first leaves a sealed word behind, and
   * whoever cannot open it has another key.
   *
   * @throws IllegalStateException if this is not the key of the others
   */
  public void agree(KeyWitness witness) {
    String first = witness.first(seal(WORD, WITNESS));
    try {
      if (open(first, WITNESS).equals(WORD)) {
        return;
      }
    } catch (IllegalStateException e) {
      throw new IllegalStateException(DISAGREE, e);
    }
    throw new IllegalStateException(DISAGREE);
  }

  /**
   * @param place what it belongs to; needed to open it again
   */
  public String seal(String secret, String place) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(bytes(secret));
      return PREFIX
          + Base64.getEncoder()
              .encodeToString(
                  ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES-GCM", e);
    }
  }

  /**
   * @throws IllegalStateException if it was sealed under another key or for another place
   */
  public String open(String sealed, String place) {
    try {
      byte[] all = Base64.getDecoder().decode(sealed.substring(PREFIX.length()));
      byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
      return new String(
          cipher(Cipher.DECRYPT_MODE, nonce, place)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A secret of "
              + place
              + " cannot be opened: the master key is not the one it was sealed"
              + " with. Restore that key, or enter the secret again.",
          e);
    }
  }

  /** A key of its own for one purpose, which tells nothing about the master key or other ones. */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      return mac.doFinal(bytes("key for " + purpose));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA256", e);
    }
  }

  static boolean sealed(@Nullable Object value) {
    return value instanceof String text && text.startsWith(PREFIX);
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bytes(place));
    return cipher;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
