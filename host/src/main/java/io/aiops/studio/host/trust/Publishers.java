package io.aiops.studio.host.trust;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the publishers, and writes down who entered and revoked what. */
public final class Publishers implements PublisherService {

  private static final int LONGEST_TEXT = 200;
  private static final Duration LONGEST_VALID = Duration.ofDays(3653);

  private final TrustStore store;
  private final Verifier verifier;
  private final Audit audit;
  private final Clock clock;
  private volatile Runnable told = () -> {};

  public Publishers(TrustStore store, Verifier verifier, Audit audit, Clock clock) {
    this.store = store;
    this.verifier = verifier;
    this.audit = audit;
    this.clock = clock;
  }

  /** Who is told when a key is revoked; returns at once. */
  public void tell(Runnable whenRevoked) {
    told = whenRevoked;
  }

  @Override
  public List<Publisher> list(Caller caller) {
    caller.require(Permission.VIEW);
    return store.publishers();
  }

  @Override
  public Publisher add(Caller caller, String namespace, String name) {
    caller.requireStudio();
    Publisher publisher =
        new Publisher(
            Publisher.checked(namespace), text("name", name), now(), caller.userName(), List.of());
    if (!store.add(publisher)) {
      throw new ConflictException(
          "The namespace '" + namespace + "' has a publisher already. Nothing was changed.");
    }
    audit.record(caller, "publisher.add", namespace, Map.of("name", publisher.name()));
    return publisher;
  }

  @Override
  public Publisher addKey(
      Caller caller, String namespace, String publicKey, @Nullable Instant validUntil) {
    caller.requireStudio();
    Publisher publisher = get(namespace);
    Ed25519Key key = Ed25519Key.read("publicKey", publicKey);
    Instant end = validUntil == null ? null : validUntil.truncatedTo(ChronoUnit.MICROS);
    Instant now = now();
    if (end != null && (!end.isAfter(now) || end.isAfter(now.plus(LONGEST_VALID)))) {
      throw new InvalidException(
          "validUntil", "is " + end + "; expected a time to come, within ten years.");
    }
    PublisherKey added = new PublisherKey(key.id(), key.text(), now, end, null, null);
    if (!store.addKey(namespace, added)) {
      throw new ConflictException(
          "'" + publisher.name() + "' has the key " + key.id() + " already. Nothing was changed.");
    }
    audit.record(
        caller,
        "publisher.key.add",
        namespace,
        Map.of("key", key.id(), "validUntil", end == null ? "" : end.toString()));
    return get(namespace);
  }

  @Override
  public Publisher revoke(Caller caller, String namespace, String keyId, String reason) {
    caller.requireStudio();
    if (get(namespace).key(keyId).isEmpty()) {
      throw new NotFoundException("key", keyId);
    }
    String why = text("reason", reason);
    store.revoke(keyId, why, now());
    audit.record(caller, "publisher.key.revoke", namespace, Map.of("key", keyId, "reason", why));
    told.run();
    return get(namespace);
  }

  @Override
  public void remove(Caller caller, String namespace) {
    caller.requireStudio();
    if (!store.remove(namespace)) {
      throw new NotFoundException("publisher", namespace);
    }
    audit.record(caller, "publisher.remove", namespace, Map.of());
  }

  @Override
  public TrustReport check(Caller caller, String fileName, InputStream in) {
    caller.requireStudio();
    try {
      byte[] bytes = in.readNBytes(StudioPackage.LARGEST + 1);
      if (bytes.length > StudioPackage.LARGEST) {
        throw new InvalidException(
            fileName, "is larger than 128 MiB, the most a package may have.");
      }
      return verifier.verify(fileName, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(fileName + " could not be read to its end", e);
    }
  }

  @Override
  public List<Problem> problems(
      Caller caller,
      String name,
      byte @Nullable [] statement,
      Map<String, String> files,
      Map<String, String> headers) {
    caller.require(Permission.VIEW);
    Publisher owner = Publisher.owner(store.publishers(), name).orElse(null);
    if (owner == null) {
      return List.of();
    }
    return statement == null
        ? List.of(
            new Problem(
                name,
                "belongs to '%s', and nothing of it is taken unsigned; this is not signed."
                    .formatted(owner.name())))
        : verifier.verify(name, statement, files, headers).problems();
  }

  private Publisher get(String namespace) {
    return store.publishers().stream()
        .filter(publisher -> publisher.namespace().equals(namespace))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("publisher", namespace));
  }

  private static String text(String field, String given) {
    String text = given.strip();
    if (text.isEmpty()
        || text.length() > LONGEST_TEXT
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidException(
          field, "cannot be used: give 1 to " + LONGEST_TEXT + " characters without line breaks.");
    }
    return text;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
