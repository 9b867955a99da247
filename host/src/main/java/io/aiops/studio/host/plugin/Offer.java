package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginView.Kind;

/**
 * What a started plugin says it contributes, as it says it: nothing is checked yet.
 *
 * @param service of the type that {@code kind} stands for
 * @param classLoader set while the service is called
 */
public record Offer(
    Kind kind,
    String name,
    String title,
    String description,
    Schema inputSchema,
    Schema settingsSchema,
    Object service,
    ClassLoader classLoader) {

  /**
   * @param path in the bundle; empty if it has none
   * @param text JSON
   */
  public record Schema(String path, String text) {
    static final Schema NONE = new Schema("", "");
  }
}
