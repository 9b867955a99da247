package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether an envelope's signature is that of whoever owns the name of what it is about. */
final class SignatureCheck {

  private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{64}");

  private SignatureCheck() {}

  /**
   * Why it counts for nothing; empty if it holds.
   *
   * @param name of what was signed
   * @param owner whose name that is
   * @param publishers all that are known
   */
  static Optional<String> distrust(
      Envelope envelope, String name, Publisher owner, List<Publisher> publishers, Instant now) {
    PublisherKey key = owner.key(envelope.keyId()).orElse(null);
    if (key == null) {
      return Optional.of(
          publishers.stream()
              .filter(publisher -> publisher.key(envelope.keyId()).isPresent())
              .findFirst()
              .map(other ->
                  "is signed with a key of '%s', but '%s' belongs to '%s'."
                      .formatted(other.name(), name, owner.name()))
              .orElse(
                  "is signed with the key %s, which is none of '%s'."
                      .formatted(shortened(envelope.keyId()), owner.name())));
    }
    if (key.revokedAt() != null) {
      return Optional.of(
          "is signed with a key that was revoked on %s: %s"
              .formatted(key.revokedAt(), key.reason()));
    }
    Instant end = key.validUntil();
    if (end != null && !now.isBefore(end)) {
      return Optional.of(
          "is signed with a key that was valid until %s. Ask '%s' for a version that is signed"
                  .formatted(end, owner.name())
              + " with a newer one.");
    }
    if (!envelope.type().equals(Statement.TYPE)) {
      return Optional.of("is signed, but as '%s'.".formatted(envelope.type()));
    }
    return envelope.signedWith(new Ed25519Key(key.publicKey()))
        ? Optional.empty()
        : Optional.of("was changed after it was signed: the signature does not fit.");
  }

  /**
   * Why a signature over what nobody owns is worse than none; empty if nobody knows who made it.
   *
   * @param name of what was signed
   * @param publishers all that are known, none of whom owns it
   */
  static Optional<Problem> abuse(
      Envelope envelope, String name, List<Publisher> publishers, TrustStore store) {
    String key = envelope.keyId();
    if (!KEY_ID.matcher(key).matches()) {
      return refused(
          "is signed with the key '%s'; expected the SHA-256 of a key.".formatted(shortened(key)));
    }
    if (!envelope.type().equals(Statement.TYPE)) {
      return refused("is signed, but as '%s'.".formatted(envelope.type()));
    }
    return publishers.stream()
        .filter(publisher -> publisher.key(key).isPresent())
        .findFirst()
        .map(known ->
            new Problem(
                name,
                "is in no known publisher's namespace, but is signed with a key of '%s'. If the name is theirs, enter it as a namespace of theirs first."
                    .formatted(known.name())))
        .or(() ->
            store
                .revoked(key)
                .flatMap(reason -> refused("is signed with a key that was revoked: " + reason)));
  }

  private static Optional<Problem> refused(String why) {
    return Optional.of(new Problem(StudioPackage.STATEMENT, why));
  }

  private static String shortened(String keyId) {
    return keyId.length() > 64 ? keyId.substring(0, 64) + "…" : keyId;
  }
}
