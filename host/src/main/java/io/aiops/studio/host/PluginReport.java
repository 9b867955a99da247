package io.aiops.studio.host;

import io.aiops.studio.host.node.NodeLog;
import io.aiops.studio.host.node.NodePlugins;
import io.aiops.studio.host.plugin.PluginFigures;
import io.aiops.studio.host.plugin.PluginHere;
import io.aiops.studio.host.plugin.PluginLog;
import io.aiops.studio.host.plugin.Plugins;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What this node tells the others of its plugins. */
final class PluginReport {

  private PluginReport() {}

  static NodePlugins standing(Plugins plugins) {
    return new NodePlugins(
        plugins.setVersion(), plugins.here().stream().map(PluginReport::of).toList());
  }

  private static NodePlugins.Plugin of(PluginHere here) {
    return new NodePlugins.Plugin(
        here.name(),
        here.version(),
        here.state().name().toLowerCase(Locale.ROOT),
        here.error(),
        here.figures().stream().map(PluginReport::of).toList());
  }

  private static NodePlugins.Figures of(PluginFigures figures) {
    return new NodePlugins.Figures(
        figures.version(),
        figures.serving(),
        figures.atWork(),
        figures.done(),
        figures.failed(),
        figures.threads(),
        figures.memoryMiB());
  }

  static Map<String, NodeLog> logs(Plugins plugins) {
    return plugins.logs().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> of(entry.getValue())));
  }

  private static NodeLog of(PluginLog.Kept kept) {
    return new NodeLog(kept.written(), kept.lines().stream().map(PluginReport::of).toList());
  }

  private static NodeLog.Line of(PluginLog.Line line) {
    return new NodeLog.Line(
        line.at(),
        line.version(),
        line.level().name().toLowerCase(Locale.ROOT),
        line.workspaceId(),
        line.text());
  }
}
