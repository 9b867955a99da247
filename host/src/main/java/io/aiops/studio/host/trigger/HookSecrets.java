package io.aiops.studio.host.trigger;

import io.aiops.studio.host.connection.Secrets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Makes webhooks' secrets, {@code whsec_} and the base64 of 32 bytes, and keeps them sealed. */
final class HookSecrets {

  static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  private final Secrets secrets;
  private final SecureRandom random = new SecureRandom();

  HookSecrets(Secrets secrets) {
    this.secrets = secrets;
  }

  String make() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  String seal(UUID trigger, String secret) {
    return secrets.seal(secret, place(trigger));
  }

  byte[] key(UUID trigger, String sealed) {
    return Base64.getDecoder()
        .decode(secrets.open(sealed, place(trigger)).substring(PREFIX.length()));
  }

  private static String place(UUID trigger) {
    return "trigger/" + trigger;
  }
}
