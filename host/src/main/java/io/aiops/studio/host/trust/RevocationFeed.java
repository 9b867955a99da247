package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-revocations").daemon().factory());
  private String lastTrouble = "";

  /**
   * @param source a file, or an http or https address; null if lists are set by administrators only
   * @param enforce stops what must not serve
   */
  public RevocationFeed(@Nullable String source, Revocations revocations, Runnable enforce) {
    this.source = source;
    this.revocations = revocations;
    this.enforce = enforce;
  }

  public void watch() {
    thread.scheduleWithFixedDelay(
        this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  void look() {
    try {
      if (source != null && revocations.take(fetch(source))) {
        LOG.info("There are new revocations from {}", source);
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
      return;
    }
    try {
      enforce.run();
    } catch (RuntimeException e) {
      // A schedule that throws is never run again.
      LOG.warn("What is revoked could not be stopped; the next look comes by itself", e);
    }
  }

  private byte[] fetch(String from) throws IOException, InterruptedException {
    if (from.startsWith("http://") || from.startsWith("https://")) {
      HttpResponse<InputStream> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(from)).timeout(LIMIT).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new IOException("it answers with status " + answer.statusCode());
        }
        return bounded(body);
      }
    }
    try (InputStream in = Files.newInputStream(Path.of(from))) {
      return bounded(in);
    }
  }

  private static byte[] bounded(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new InvalidException("revocations", "are larger than 256 KiB.");
    }
    return bytes;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    http.shutdownNow();
  }
}
