package io.aiops.studio.host.plugin;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.PluginView.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows what in the studio relies on what plugins offer. */
@FunctionalInterface
public interface Reliance {

  /** Where nothing does. */
  Reliance NONE = (caller, touched) -> Affected.NOTHING;

  /**
   * Something a plugin offers that is to change.
   *
   * @param plugin that offers it now
   * @param gone whether nobody will offer it; then it has no schemas
   * @param inputSchema JSON Schema of the new version; empty if it has none, or is no agent
   * @param settingsSchema JSON Schema of the new version; empty if it has none
   */
  record Touched(
      String plugin,
      Kind kind,
      String name,
      boolean gone,
      Map<String, @Nullable Object> inputSchema,
      Map<String, @Nullable Object> settingsSchema) {}

  /**
   * @param caller whose workspaces are named
   */
  Affected affected(Caller caller, List<Touched> touched);
}
