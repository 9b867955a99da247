package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.listing.Words;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * This studio's own catalog as a web server would carry an export of it: anybody reads it, if an
 * administrator has opened it. What is asked for is looked up every few seconds, however often it
 * is asked for, and few packages are in memory at the same time.
 */
public final class OpenCatalog {

  private static final String FILES = "files/";
  private static final Duration GOOD = Duration.ofSeconds(5);
  private static final int AT_ONCE = 4;

  /**
   * What to answer with.
   *
   * @param type of the content
   * @param tag what the content is known by; empty if there is none
   * @param cache how long anybody may keep it
   * @param content empty unless the status is 200
   */
  public record Answer(int status, String type, String tag, String cache, byte[] content) {
    static final Answer NONE = new Answer(404, "", "", "no-store", new byte[0]);
    static final Answer BUSY = new Answer(503, "", "", "no-store", new byte[0]);
  }

  /** Takes the answer to whoever asked; what it holds is held until it is there. */
  @FunctionalInterface
  public interface Reply {
    void send(Answer answer) throws IOException;
  }

  private record Looked(Optional<Issuer.Issued> issued, Instant at) {}

  private final Issuer issuer;
  private final Clock clock;
  private final Semaphore room = new Semaphore(AT_ONCE);

  private @Nullable Looked looked;

  public OpenCatalog(Issuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * @param path below the catalog's address, without a slash in front
   * @param known the tag of what the one who asks has already; null if nothing
   */
  public void get(String path, @Nullable String known, Reply reply) throws IOException {
    Issuer.Issued issued = issued().orElse(null);
    String hash = path.startsWith(FILES) ? path.substring(FILES.length()) : "";
    if (issued != null && path.equals(SignedIndex.FILE)) {
      reply.send(
          answer("application/json", issued.tag(), "public, max-age=60", known, issued.document()));
    } else if (issued != null && Words.hash(hash) && issued.files().contains(hash)) {
      file(hash, known, reply);
    } else {
      reply.send(Answer.NONE);
    }
  }

  /** Named by what is in it, it is never another. */
  private void file(String hash, @Nullable String known, Reply reply) throws IOException {
    String cache = "public, max-age=31536000, immutable";
    if (same(hash, known)) {
      reply.send(new Answer(304, "", hash, cache, new byte[0]));
    } else if (room.tryAcquire()) {
      try {
        reply.send(answer("application/octet-stream", hash, cache, known, issuer.file(hash)));
      } finally {
        room.release();
      }
    } else {
      reply.send(Answer.BUSY);
    }
  }

  private static Answer answer(
      String type, String tag, String cache, @Nullable String known, byte[] content) {
    return same(tag, known)
        ? new Answer(304, "", tag, cache, new byte[0])
        : new Answer(200, type, tag, cache, content);
  }

  private static boolean same(String tag, @Nullable String known) {
    return known != null && known.contains('"' + tag + '"');
  }

  private synchronized Optional<Issuer.Issued> issued() {
    Instant now = clock.instant();
    if (looked == null || !looked.at().plus(GOOD).isAfter(now)) {
      looked = new Looked(issuer.open(), now);
    }
    return looked.issued();
  }
}
