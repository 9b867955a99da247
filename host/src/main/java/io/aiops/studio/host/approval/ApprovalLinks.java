package io.aiops.studio.host.approval;

import io.aiops.studio.host.execution.Verdict;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads the tokens of links: workspace, approval, issuer, expiry and what is allowed, and
 * the HMAC-SHA256 of it, in base64url. Nothing of it is kept: the signature is what makes it true.
 */
final class ApprovalLinks {

  /** What a token says. */
  record Claim(
      UUID workspaceId, UUID approvalId, UUID issuer, Instant expiresAt, Set<Verdict> verdicts) {}

  private static final int BODY = 3 * 16 + 8 + 1;
  private static final int SIGNATURE = 32;

  private final byte[] key;
  private final Clock clock;

  /**
   * @param key for nothing else
   */
  ApprovalLinks(byte[] key, Clock clock) {
    this.key = key.clone();
    this.clock = clock;
  }

  String token(Claim claim) {
    int allowed = 0;
    for (Verdict verdict : claim.verdicts()) {
      allowed |= 1 << verdict.ordinal();
    }
    byte[] body =
        put(
                put(put(ByteBuffer.allocate(BODY), claim.workspaceId()), claim.approvalId()),
                claim.issuer())
            .putLong(claim.expiresAt().getEpochSecond())
            .put((byte) allowed)
            .array();
    byte[] all = ByteBuffer.allocate(BODY + SIGNATURE).put(body).put(sign(body)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  private static ByteBuffer put(ByteBuffer to, UUID id) {
    return to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  /**
   * @throws LinkRefusedException if it was not made here, was changed, or has expired
   */
  Claim read(String token) {
    byte[] all = decoded(token);
    byte[] body = Arrays.copyOf(all, BODY);
    byte[] signature = Arrays.copyOfRange(all, Math.min(BODY, all.length), all.length);
    if (!MessageDigest.isEqual(sign(body), signature)) {
      throw new LinkRefusedException(
          "This link is not one of this studio, or a part of it is missing. Open it as it was sent.");
    }
    ByteBuffer in = ByteBuffer.wrap(body);
    UUID workspace = new UUID(in.getLong(), in.getLong());
    UUID approval = new UUID(in.getLong(), in.getLong());
    UUID issuer = new UUID(in.getLong(), in.getLong());
    Instant expiresAt = Instant.ofEpochSecond(in.getLong());
    if (!clock.instant().isBefore(expiresAt)) {
      throw new LinkRefusedException(
          "This link expired at " + expiresAt + ". Ask whoever sent it for a new one.");
    }
    int allowed = in.get();
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      if ((allowed & 1 << verdict.ordinal()) != 0) {
        verdicts.add(verdict);
      }
    }
    return new Claim(workspace, approval, issuer, expiresAt, verdicts);
  }

  private static byte[] decoded(String token) {
    try {
      return token.length() > 200 ? new byte[0] : Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      // What is no base64 is signed by nobody.
      return new byte[0];
    }
  }

  private byte[] sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA256", e);
    }
  }
}
