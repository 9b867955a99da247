package io.aiops.studio.host.connection;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A configured connector or model provider.
 *
 * @param name how workflows refer to it; unique per kind in the workspace
 * @param kind which kind of plugin it configures
 * @param provider the connector's or model provider's name
 * @param settings as people may see them: secrets (schema {@code writeOnly: true}) show as {@code
 *     "********"}
 * @param calls how many may be made at the same time, by all nodes together; null for any number
 */
public record Connection(
    UUID id,
    String name,
    Kind kind,
    String provider,
    Map<String, @Nullable Object> settings,
    @Nullable Integer calls,
    Instant changedAt,
    String changedBy) {

  /** Which kind of plugin it configures. */
  public enum Kind {
    CONNECTOR,
    MODEL
  }
}
