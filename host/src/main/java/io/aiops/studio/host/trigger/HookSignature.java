package io.aiops.studio.host.trigger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures as Standard Webhooks has them (standardwebhooks.com, version 1): HMAC-SHA256 over
 * {@code id.timestamp.body}. The id is signed too: else who overhears one delivery could send it
 * again under another.
 */
final class HookSignature {

  /** How far the sender's clock may be from ours, either way. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");
  private static final Pattern TIMESTAMP = Pattern.compile("\\d{1,12}");
  private static final int MOST_SIGNATURES = 10;

  private HookSignature() {}

  /**
   * @throws HookRefusedException if the headers are none, the time is not now, or no signature fits
   */
  static void check(byte[] key, HookService.Delivery delivery, Instant now) {
    wellFormed(delivery);
    Instant sent = Instant.ofEpochSecond(Long.parseLong(delivery.timestamp()));
    if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
      throw new HookRefusedException(
          "The header 'webhook-timestamp' is more than "
              + TOLERANCE.toMinutes()
              + " minutes from this server's time; sign each attempt anew, and check the clocks.");
    }
    byte[] expected = sign(key, delivery);
    String[] given = delivery.signatures().strip().split(" +", MOST_SIGNATURES + 1);
    boolean fits = false;
    for (int i = 0; i < Math.min(given.length, MOST_SIGNATURES); i++) {
      fits |= MessageDigest.isEqual(expected, decoded(given[i]));
    }
    if (!fits) {
      throw new HookRefusedException(
          "No signature in 'webhook-signature' fits: expected 'v1,' and the base64 of HMAC-SHA256"
              + " over 'id.timestamp.body' under this hook's secret.");
    }
  }

  /** Before anything is looked up. */
  static void wellFormed(HookService.Delivery delivery) {
    if (!ID.matcher(delivery.id()).matches()
        || !TIMESTAMP.matcher(delivery.timestamp()).matches()
        || delivery.signatures().isBlank()) {
      throw new HookRefusedException(
          "A delivery needs the headers 'webhook-id' (1 to 100 of A-Z, a-z, 0-9, '_', '.', ':',"
              + " '-'), 'webhook-timestamp' (seconds since 1970) and 'webhook-signature'.");
    }
  }

  private static byte[] decoded(String signature) {
    if (!signature.startsWith("v1,")) {
      return new byte[0];
    }
    try {
      return Base64.getDecoder().decode(signature.substring(3));
    } catch (IllegalArgumentException e) {
      // What is no base64 fits nothing.
      return new byte[0];
    }
  }

  static byte[] sign(byte[] key, HookService.Delivery delivery) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(
          (delivery.id() + "." + delivery.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(delivery.body());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA256", e);
    }
  }
}
