package io.aiops.studio.host.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in, as stored.
 *
 * @param userName as they sign in; lower case
 * @param displayName as others see them
 * @param passwordHash Argon2id with its parameters and salt
 * @param enabled false: no sign-in, no token works
 * @param sessionEpoch counts password changes
 */
public record Person(
    UUID id,
    String userName,
    String displayName,
    String passwordHash,
    boolean enabled,
    int sessionEpoch,
    Instant createdAt,
    @Nullable Instant lastSignIn) {

  @Override
  public String toString() {
    return "Person[" + userName + "]";
  }
}
