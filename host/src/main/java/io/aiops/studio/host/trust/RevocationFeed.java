package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Vital;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the list of revocations from where it is published, and has what it names stopped; every
 * node does so on its own.
 */
public final class RevocationFeed implements AutoCloseable {

  /** So that a bad version is stopped within a minute, also if one look is in vain. */
  private static final Duration PAUSE = Duration.ofSeconds(20);

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LARGEST = 256 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(RevocationFeed.class);

  private final @Nullable String source;
  private final Revocations revocations;
  private final Runnable enforce;
  private final Duration limit;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ScheduledExecutorService fetching = thread("studio-revocations-feed");
  private final ScheduledExecutorService enforcing = thread("studio-revocations");
  private String lastTrouble = "";

  /**
   * @param source a file, or an http or https address; null if lists are set by administrators only
   * @param enforce stops what must not serve
   */
  public RevocationFeed(@Nullable String source, Revocations revocations, Runnable enforce) {
    this(source, revocations, enforce, LIMIT);
  }

  /**
   * @param limit for a whole answer
   */
  RevocationFeed(
      @Nullable String source, Revocations revocations, Runnable enforce, Duration limit) {
    this.limit = limit;
    this.source = source;
    this.revocations = revocations;
    this.enforce = enforce;
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name(name).daemon().factory());
  }

  /** Each on its own: a source that stalls is no reason not to stop what is known to be bad. */
  public void watch() {
    fetching.scheduleWithFixedDelay(
        Vital.again("The look for revocations", this::look),
        PAUSE.toMillis(),
        PAUSE.toMillis(),
        TimeUnit.MILLISECONDS);
    enforcing.scheduleWithFixedDelay(
        Vital.again("The stop of what is revoked", this::enforce),
        PAUSE.toMillis(),
        PAUSE.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Something more is revoked; returns at once. */
  public void enforceSoon() {
    try {
      enforcing.execute(Vital.again("The stop of what is revoked", this::enforce));
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing is stopped any more: this is the end", e);
    }
  }

  void look() {
    try {
      if (source != null && revocations.take(fetch(source))) {
        LOG.info("There are new revocations from {}", source);
        enforceSoon();
      }
      lastTrouble = "";
    } catch (IOException | RuntimeException e) {
      // Said once: the next look is soon, and what is revoked already stays so.
      if (!String.valueOf(e.getMessage()).equals(lastTrouble)) {
        lastTrouble = String.valueOf(e.getMessage());
        LOG.warn("Revocations from {} cannot be taken, those there are hold: {}", source, e, e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void enforce() {
    try {
      enforce.run();
    } catch (RuntimeException e) {
      // A schedule that throws is never run again.
      LOG.warn("What is revoked could not be stopped; the next look comes by itself", e);
    }
  }

  private byte[] fetch(String from) throws IOException, InterruptedException {
    if (from.startsWith("http://") || from.startsWith("https://")) {
      return asked(HttpRequest.newBuilder(URI.create(from)).build());
    }
    try (InputStream in = Files.newInputStream(Path.of(from))) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new InvalidException("revocations", "are larger than 256 KiB.");
      }
      return bytes;
    }
  }

  /** Within a time that ends with the last byte, not with the first. */
  private byte[] asked(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> asked =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
    try {
      HttpResponse<byte[]> answer = asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("it answers with status " + answer.statusCode());
      }
      return answer.body();
    } catch (TimeoutException e) {
      throw new IOException("it did not answer whole within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("it does not answer: " + e.getCause(), e);
    } finally {
      // Also breaks off what still comes.
      asked.cancel(true);
    }
  }

  @Override
  public void close() {
    fetching.shutdownNow();
    enforcing.shutdownNow();
    http.shutdownNow();
  }
}
