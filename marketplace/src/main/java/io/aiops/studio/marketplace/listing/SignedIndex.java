package io.aiops.studio.marketplace.listing;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.Ed25519Key;
import io.aiops.studio.host.trust.Envelope;
import io.aiops.studio.host.trust.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * An index as a file that any web server or folder can carry: compact JSON with sorted keys in a
 * DSSE envelope, signed with the catalog's key. There is one way to write it, and no other is read.
 */
public final class SignedIndex {

  /** The file's name, beside the folder {@code files}. */
  public static final String FILE = "index.dsse.json";

  /** No index is larger as a file, in bytes. */
  public static final int LARGEST = 12 * 1024 * 1024;

  /** Of a clock that is not ours. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private static final String TYPE = "application/vnd.aiops.studio.catalog+json";

  private SignedIndex() {}

  /**
   * @throws InvalidException naming all that is out of bounds
   */
  public static byte[] write(CatalogIndex index, SigningKey key) {
    check(index);
    byte[] file = Envelope.sign(TYPE, payload(index), key).write();
    if (file.length > LARGEST) {
      throw new InvalidException(
          "listings", "are too much for one index: more than 12 MiB. Withdraw what nobody takes.");
    }
    return file;
  }

  /**
   * Nothing of it is read before its signature holds.
   *
   * @param key the catalog's, as an administrator entered it
   * @param now an index that has expired by then is refused
   * @throws InvalidException if it is not to be trusted, or not written as {@link #write} does
   */
  public static CatalogIndex read(byte[] file, Ed25519Key key, Instant now) {
    CatalogIndex index = readWhenever(file, key);
    if (!now.isBefore(index.expiresAt())) {
      throw new InvalidException(
          "expiresAt",
          "is %s: this index has expired. Its keeper has to issue a new one."
              .formatted(index.expiresAt()));
    }
    if (index.issuedAt().isAfter(now.plus(AHEAD))) {
      throw new InvalidException(
          "issuedAt",
          "is %s, but here it is %s. Set the clocks of both.".formatted(index.issuedAt(), now));
    }
    return index;
  }

  /**
   * One that lies beside the code which reads it, and cannot be held back: it does not expire.
   *
   * @throws InvalidException if it is not to be trusted, or not written as {@link #write} does
   */
  public static CatalogIndex readWhenever(byte[] file, Ed25519Key key) {
    Envelope envelope = Envelope.read(FILE, file, LARGEST);
    if (!envelope.keyId().equals(key.id())) {
      throw new InvalidException(
          FILE, "is signed with another key than the one that was entered for this catalog.");
    }
    if (!envelope.type().equals(TYPE)) {
      throw new InvalidException(
          FILE, "is signed, but as '%s'.".formatted(Words.cut(envelope.type())));
    }
    if (!envelope.signedWith(key)) {
      throw new InvalidException(
          FILE, "was changed after it was signed: the signature does not fit.");
    }
    return index(envelope);
  }

  private static CatalogIndex index(Envelope envelope) {
    CatalogIndex index = StrictIndex.read(envelope.payload());
    check(index);
    if (!Arrays.equals(payload(index), envelope.payload())) {
      throw new InvalidException(
          FILE, "is not written as indexes are: compact, with sorted keys, each value in one way.");
    }
    return index;
  }

  private static byte[] payload(CatalogIndex index) {
    return Json.canonical(Json.toMap(index));
  }

  /**
   * @throws InvalidException naming all that is out of bounds
   */
  public static void check(CatalogIndex index) {
    List<Problem> problems = IndexCheck.problems(index);
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
  }
}
