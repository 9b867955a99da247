package io.aiops.studio.host.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as people see it.
 *
 * @param name the bundle's symbolic name
 * @param version the bundle's version
 * @param title from Bundle-Name
 * @param description from Bundle-Description
 * @param state whether it serves
 * @param error why it is FAILED; null otherwise
 * @param shipped came with the studio
 * @param contributions what it offers; empty unless ACTIVE
 * @param isolation what stands between its code and the studio
 */
public record PluginView(
    String name,
    String version,
    String title,
    String description,
    State state,
    @Nullable String error,
    boolean shipped,
    String sha256,
    Instant installedAt,
    String installedBy,
    List<Contribution> contributions,
    Isolation isolation) {

  /** Of a plugin that is trusted. */
  public PluginView(
      String name,
      String version,
      String title,
      String description,
      State state,
      @Nullable String error,
      boolean shipped,
      String sha256,
      Instant installedAt,
      String installedBy,
      List<Contribution> contributions) {
    this(
        name,
        version,
        title,
        description,
        state,
        error,
        shipped,
        sha256,
        installedAt,
        installedBy,
        contributions,
        Isolation.TRUSTED);
  }

  /** Whether it serves. */
  public enum State {
    ACTIVE,
    /** This node has not brought it up yet. */
    STARTING,
    DISABLED,
    FAILED
  }

  /** The kinds of contribution. */
  public enum Kind {
    AGENT,
    MODEL,
    CONNECTOR,
    OBSERVER
  }

  /**
   * @param inputSchema JSON Schema; empty map if it has none
   * @param settingsSchema JSON Schema; empty map if it has none
   * @param tools of a connector; empty for others
   */
  public record Contribution(
      Kind kind,
      String name,
      String title,
      String description,
      Map<String, @Nullable Object> inputSchema,
      Map<String, @Nullable Object> settingsSchema,
      List<ToolView> tools) {}

  /** A connector's tool. */
  public record ToolView(
      String name,
      String title,
      String description,
      Map<String, @Nullable Object> inputSchema,
      String effect) {}
}
