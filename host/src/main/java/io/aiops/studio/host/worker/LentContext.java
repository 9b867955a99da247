package io.aiops.studio.host.worker;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.grant.Broker;
import io.aiops.studio.host.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call of plugin code is lent. */
class LentContext implements CallContext {

  private static final int LONGEST_PROGRESS = 2_000;

  private final Attempt attempt;
  private final Broker broker;
  private final Map<String, @Nullable Object> settings;
  private final Withheld withheld;
  private final String idempotencyKey;

  LentContext(Attempt attempt, Broker broker, Withheld withheld, String idempotencyKey) {
    this.attempt = attempt;
    this.broker = broker;
    this.settings = Collections.unmodifiableMap(Json.asRead(broker.settings()));
    this.withheld = withheld;
    this.idempotencyKey = idempotencyKey;
  }

  @Override
  public Map<String, @Nullable Object> settings() {
    return settings;
  }

  @Override
  public String idempotencyKey() {
    return idempotencyKey;
  }

  @Override
  public Instant deadline() {
    return attempt.deadline();
  }

  @Override
  public boolean cancelled() {
    return attempt.cancelled();
  }

  @Override
  public void progress(String message) {
    String clean = withheld.from(message);
    attempt.progress(
        clean.length() <= LONGEST_PROGRESS
            ? clean
            : "…" + clean.substring(clean.length() - LONGEST_PROGRESS));
  }

  @Override
  public void requireHost(URI address) {
    asked(() -> broker.requireHost(address));
  }

  @Override
  public void requireFolder(Path folder) {
    asked(() -> broker.requireFolder(folder));
  }

  /** What is granted is asked of the database, which may be away for a while. */
  final void asked(Runnable question) {
    Object unused =
        attempt
            .signs()
            .answering(() -> {
              Outage.outlast(attempt, question);
              return question;
            });
  }

  @Override
  public InputStream open(FileRef file) throws IOException {
    asked(() -> broker.requireFile("read"));
    return attempt.signs().answering(() -> attempt.files().open(attempt.task(), file));
  }

  @Override
  public FileRef save(String name, String mediaType, InputStream content) throws IOException {
    asked(() -> broker.requireFile("write"));
    return attempt
        .signs()
        .answering(() -> attempt.files().save(attempt.task(), name, mediaType, content));
  }
}
