package io.aiops.studio.host.trust;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower case hexadecimal, as all that is signed here names bytes. */
public final class Sha256 {

  private final MessageDigest digest;
  private long bytes;

  private Sha256() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(new Sha256().digest.digest(bytes));
  }

  /** Of all that comes, or of the first that are more than {@code most}. */
  static Sha256 of(InputStream in, long most) throws IOException {
    Sha256 hash = new Sha256();
    byte[] buffer = new byte[64 * 1024];
    for (int n = in.read(buffer); n >= 0 && hash.bytes <= most; n = in.read(buffer)) {
      hash.digest.update(buffer, 0, n);
      hash.bytes += n;
    }
    return hash;
  }

  /** How many bytes came. */
  long bytes() {
    return bytes;
  }

  /** To be asked once. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
