package io.aiops.studio.host.trust;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must not serve any more: the newest list that the issuer signed, and the keys that an
 * administrator revoked.
 */
public final class Revocations implements RevocationService {

  private static final String DOCUMENT = "revocations";

  private final JudgementStore store;
  private final TrustStore keys;
  private final @Nullable Ed25519Key issuer;
  private final Audit audit;
  private final Clock clock;
  private volatile @Nullable Parsed parsed;
  private volatile Runnable told = () -> {};

  /** The last list that was read, with its text: one, since there is only one that counts. */
  private record Parsed(byte[] document, RevocationList list) {}

  /**
   * @param issuer whose lists are taken, as {@code ./studio plugin key} prints a key; null for
   *     nobody's
   * @throws InvalidException if that is no key
   */
  public Revocations(
      JudgementStore store, TrustStore keys, @Nullable String issuer, Audit audit, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.issuer = issuer == null ? null : Ed25519Key.read("STUDIO_REVOCATION_KEY", issuer);
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes a list if it is newer than what there is.
   *
   * @return whether it was
   * @throws InvalidException if the issuer did not sign it, or it is no list
   */
  boolean take(byte[] document) {
    Ed25519Key key = issuer;
    if (key == null) {
      throw new ConflictException(
          "Nobody's revocations are taken: set STUDIO_REVOCATION_KEY to their issuer's key first.");
    }
    Envelope envelope = Envelope.read(DOCUMENT, document);
    if (!envelope.type().equals(RevocationList.TYPE) || !envelope.signedWith(key)) {
      throw new InvalidException(
          DOCUMENT,
          "is not signed by the issuer of revocations, whose key is "
              + key.id()
              + ". Nothing was changed.");
    }
    RevocationList list = RevocationList.read(envelope.payload());
    return store.replaceRevocations(
        list.serial(), document, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private Optional<RevocationList> list() {
    return store.revocations().map(this::parsed);
  }

  /** It is asked for at each load of each plugin, and changes about never. */
  private RevocationList parsed(byte[] document) {
    Parsed last = parsed;
    if (last == null || !Arrays.equals(last.document, document)) {
      last = new Parsed(document, RevocationList.read(Envelope.read(DOCUMENT, document).payload()));
      parsed = last;
    }
    return last.list;
  }

  /** Who is told when something more is revoked; returns at once. */
  public void tell(Runnable whenChanged) {
    told = whenChanged;
  }

  /**
   * @param key what it is signed with; null if it is not
   */
  Optional<String> reason(String name, String version, String sha256, @Nullable String key) {
    return list().stream()
        .flatMap(list -> list.revoked().stream())
        .filter(revoked -> revoked.covers(name, version, sha256, key))
        .map(revoked -> name + " " + version + " was revoked: " + stop(revoked.reason()))
        .findFirst()
        .or(() -> key == null ? Optional.empty() : byKey(name, version, key));
  }

  private Optional<String> byKey(String name, String version, String key) {
    return keys.revoked(key)
        .map(reason ->
            name + " " + version + " is signed with a key that was revoked: " + stop(reason));
  }

  private static String stop(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }

  @Override
  public RevocationList current(Caller caller) {
    caller.require(Permission.VIEW);
    return list().orElseThrow(() -> new NotFoundException("list", DOCUMENT));
  }

  @Override
  public RevocationList set(Caller caller, byte[] document) {
    caller.requireStudio();
    if (!take(document)) {
      throw new ConflictException(
          "There is a list with the serial "
              + current(caller).serial()
              + " already; this one is not newer. Nothing was changed.");
    }
    RevocationList taken = current(caller);
    audit.record(caller, "plugin.revocations", "serial " + taken.serial(), Map.of());
    told.run();
    return taken;
  }
}
