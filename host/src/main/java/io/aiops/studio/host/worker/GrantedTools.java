package io.aiops.studio.host.worker;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.taskqueue.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tools an agent's step grants it. Models want names without slashes: {@code connection/tool}
 * becomes {@code connection__tool}.
 */
final class GrantedTools {

  private final Map<String, String> references = new LinkedHashMap<>();
  private final Map<String, ToolSpec> specs = new LinkedHashMap<>();

  GrantedTools(PluginRegistry registry, ConnectionResolver connections, Task task) {
    for (String reference : task.tools()) {
      String name = reference.replace("/", "__");
      ConnectionResolver.Resolved resolved =
          connections
              .tool(task.workspaceId(), reference)
              .orElseThrow(() ->
                  new PluginException(Category.NOT_FOUND, "There is no tool '" + reference + "'"));
      try (Lease<Connector> lease = PluginCalls.connector(registry, resolved.provider())) {
        ToolSpec spec =
            lease
                .tool(resolved.target())
                .map(tool -> tool.spec(name))
                .orElseThrow(() ->
                    new PluginException(
                        Category.NOT_FOUND, "There is no tool '" + reference + "'"));
        references.put(name, reference);
        specs.put(name, spec);
      }
    }
  }

  List<ToolSpec> specs() {
    return List.copyOf(specs.values());
  }

  /**
   * @throws PluginException {@code DENIED} if the step did not grant it
   */
  String reference(String name) {
    String reference = references.get(name);
    if (reference == null) {
      throw new PluginException(
          Category.DENIED,
          "The tool '" + name + "' was not granted to this step; granted: " + references.keySet());
    }
    return reference;
  }
}
