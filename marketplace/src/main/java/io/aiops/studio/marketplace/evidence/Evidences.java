package io.aiops.studio.marketplace.evidence;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.catalog.Fetched;
import io.aiops.studio.marketplace.listing.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out about packages before anything of them is installed. Needs VIEW. */
public final class Evidences {

  /** What is found in a package or a bare jar. */
  @FunctionalInterface
  public interface Reader {
    /**
     * @throws io.aiops.studio.host.problem.InvalidException if it is neither, or a template that is
     *     not what its publisher signed
     */
    Evidence read(Kind kind, String fileName, byte[] bytes);
  }

  /** Keys are revoked, so that nothing is taken for so any longer. */
  private static final Duration GOOD = Duration.ofMinutes(5);

  private static final int MOST = 50;

  private record Kept(Evidence evidence, Instant at) {}

  private final Browsing browsing;
  private final Reader reader;
  private final Clock clock;

  /** By the hash of the package, the one that was asked for longest ago first. */
  private final Map<String, Kept> known = new LinkedHashMap<>();

  public Evidences(Browsing browsing, Reader reader, Clock clock) {
    this.browsing = browsing;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Fetches the package, which counts as no download, and looks through it; it may take some
   * seconds. What was found is kept for five minutes.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if there is no such version
   * @throws io.aiops.studio.host.problem.ConflictException if it was withdrawn
   * @throws io.aiops.studio.host.problem.InvalidException if it is not what its publisher signed
   * @throws io.aiops.studio.marketplace.catalog.CatalogException if the catalog does not bring it
   */
  public Evidence of(Caller caller, String id, String version) {
    String hash = browsing.offered(caller, id, version).file();
    Evidence there = kept(hash);
    if (there != null) {
      return there;
    }
    Fetched fetched = browsing.look(caller, id, version);
    Kind kind = fetched.listing().kind();
    Evidence found = reader.read(kind, id + "-" + version + kind.ending(), fetched.bytes());
    synchronized (known) {
      known.remove(hash);
      known.put(hash, new Kept(found, clock.instant()));
      if (known.size() > MOST) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return found;
  }

  /**
   * Looks through a plugin that somebody brings along, a package or a bare jar; it may take some
   * seconds. Needs ADMINISTER in the first workspace, as installing it does.
   *
   * @throws io.aiops.studio.host.problem.InvalidException if it is neither, or its report of the
   *     compatibility kit is none
   */
  public Evidence of(Caller caller, String fileName, byte[] bytes) {
    caller.requireStudio();
    return reader.read(Kind.PLUGIN, fileName, bytes);
  }

  private @Nullable Evidence kept(String hash) {
    synchronized (known) {
      Kept kept = known.get(hash);
      return kept == null || kept.at().plus(GOOD).isBefore(clock.instant())
          ? null
          : kept.evidence();
    }
  }
}
