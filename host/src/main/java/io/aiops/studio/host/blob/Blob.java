package io.aiops.studio.host.blob;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A large text under its own hash.
 *
 * @param hash SHA-256 of the text in UTF-8, 64 hexadecimal digits
 */
public record Blob(String hash, String text) {

  public static Blob of(String text) {
    return new Blob(hash(text.getBytes(StandardCharsets.UTF_8)), text);
  }

  public static String hash(byte[] utf8) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
