package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Ed25519Key;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.SignedIndex;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A catalog that is no more than files. What its carrier brings is held against the key that was
 * entered for it, and against what was seen of it before. While it is away, or shows what cannot be
 * trusted, the index that was seen last serves until it expires.
 */
final class StaticCatalog implements Catalog {

  /** For so long an index is not looked for again, whether there was one or not. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  /** Longer than a carrier takes to bring an index or give up. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final String name;
  private final Ed25519Key key;
  private final Carrier carrier;
  private final SourceStore seen;
  private final Clock clock;
  private CompletableFuture<Void> looking = CompletableFuture.completedFuture(null);
  private volatile @Nullable CatalogIndex index;
  private volatile @Nullable CatalogException failure;
  private volatile Instant looked = Instant.MIN;

  StaticCatalog(String name, Ed25519Key key, Carrier carrier, SourceStore seen, Clock clock) {
    this.name = name;
    this.key = key;
    this.carrier = carrier;
    this.seen = seen;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CatalogIndex index() {
    look();
    CatalogIndex known = index;
    CatalogException why = failure;
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return known;
    }
    if (why != null) {
      throw new CatalogException(name, why.why(), why);
    }
    throw refused(
        new InvalidException("expiresAt", "is over, and no newer index has come until now."));
  }

  /** Why the last look brought nothing; null if it did. */
  @Nullable CatalogException failure() {
    return failure;
  }

  @Override
  public Set<String> namespaces() {
    return seen.namespaces(name);
  }

  /**
   * Waits until it was looked for a newer index. Who has one already waits for a moment only: what
   * was seen serves, and the look goes on.
   */
  private void look() {
    CompletableFuture<Void> look = begin();
    try {
      look.get((index == null ? PATIENCE : MOMENT).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (!look.isDone()) {
        failure = new CatalogException(name, "has not answered yet.", e);
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CatalogException(name, "was not waited for.", e);
    }
  }

  /** One look at a time, however many ask. */
  synchronized CompletableFuture<Void> begin() {
    if (!fresh() && looking.isDone()) {
      looking =
          CompletableFuture.runAsync(
              this::take, task -> Thread.ofVirtual().name("catalog-" + name).start(task));
    }
    return looking;
  }

  private boolean fresh() {
    return looked.isAfter(clock.instant().minus(FRESH));
  }

  private void take() {
    try {
      byte[] file = carrier.read(SignedIndex.FILE, SignedIndex.LARGEST);
      CatalogIndex next = SignedIndex.read(file, key, clock.instant());
      if (seen.advance(name, next.serial(), Sha256.of(file), Set.copyOf(next.namespaces()))) {
        index = next;
        failure = null;
      } else {
        failure =
            refused(
                new InvalidException(
                    "serial",
                    "is %d, but the index with %d was seen before; an older or other one is not taken."
                        .formatted(next.serial(), seen.serial(name))));
      }
    } catch (InvalidException e) {
      failure = refused(e);
    } catch (IOException e) {
      failure = new CatalogException(name, "cannot be read: " + reason(e) + ".", e);
    } finally {
      looked = clock.instant();
    }
  }

  private CatalogException refused(InvalidException why) {
    return new CatalogException(
        name, "shows an index that is not trusted: " + why.getMessage(), why);
  }

  @Override
  public byte[] file(String sha256, long most) {
    return file(sha256, most, soFar -> {});
  }

  @Override
  public byte[] file(String sha256, long most, LongConsumer seen) {
    try {
      return carrier.file(sha256, most, seen);
    } catch (IOException e) {
      throw new CatalogException(name, "cannot be read: " + reason(e) + ".", e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? e.getMessage() + " is not there"
        : "" + e.getMessage();
  }
}
