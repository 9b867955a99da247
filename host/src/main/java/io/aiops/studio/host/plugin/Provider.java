package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Tool;
import io.aiops.studio.host.definition.SchemaCheck;
import io.aiops.studio.host.grant.Rights;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.PluginView.ToolView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One contribution of a running plugin. */
final class Provider {

  private final Contribution contribution;
  private final Object service;
  private final Map<String, Tool> tools;
  private final ClassLoader classLoader;
  private final Usage usage;
  private final Rights rights;

  private Provider(
      Contribution contribution,
      Object service,
      Map<String, Tool> tools,
      ClassLoader classLoader,
      Usage usage,
      Rights rights) {
    this.contribution = contribution;
    this.service = service;
    this.tools = tools;
    this.classLoader = classLoader;
    this.usage = usage;
    this.rights = rights;
  }

  /**
   * @throws InvalidException if a tool's schema is none, or two tools share a name
   */
  static Provider of(
      Kind kind,
      String name,
      String title,
      String description,
      Map<String, @Nullable Object> inputSchema,
      Map<String, @Nullable Object> settingsSchema,
      Object service,
      ClassLoader classLoader,
      Usage usage,
      Rights rights) {
    Map<String, Tool> tools = new LinkedHashMap<>();
    if (service instanceof Connector connector) {
      for (Tool tool : tools(name, connector, classLoader)) {
        if (tools.put(tool.name(), tool) != null) {
          throw new InvalidException(name, "has two tools named '" + tool.name() + "'");
        }
      }
    }
    List<ToolView> views = tools.values().stream().map(tool -> view(name, tool)).toList();
    return new Provider(
        new Contribution(
            kind,
            name,
            title.isEmpty() ? name : title,
            description,
            inputSchema,
            settingsSchema,
            views),
        service,
        tools,
        classLoader,
        usage,
        rights);
  }

  private static List<Tool> tools(String name, Connector connector, ClassLoader classLoader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classLoader);
    try {
      return List.copyOf(connector.tools());
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      throw new InvalidException(name, "failed when asked for its tools: " + e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static ToolView view(String connector, Tool tool) {
    Map<String, @Nullable Object> schema;
    try {
      schema = Json.parseMap(tool.inputSchema());
    } catch (tools.jackson.core.JacksonException e) {
      throw new InvalidException(
          connector + "/" + tool.name(),
          "has an input schema that is no JSON: " + e.getOriginalMessage());
    }
    List<Problem> problems = SchemaCheck.checkSchema(schema);
    if (!problems.isEmpty()) {
      throw new InvalidException(
          connector + "/" + tool.name(), "has an input schema that is none: " + problems);
    }
    return new ToolView(
        tool.name(), tool.title(), tool.description(), schema, tool.effect().name());
  }

  Contribution contribution() {
    return contribution;
  }

  <T> Lease<T> lease(Class<T> type) {
    T typed = type.cast(service);
    usage.begin();
    return new Lease<>() {
      private boolean closed;

      @Override
      public T service() {
        return typed;
      }

      @Override
      public Contribution contribution() {
        return contribution;
      }

      @Override
      public ClassLoader classLoader() {
        return classLoader;
      }

      @Override
      public Rights rights() {
        return rights;
      }

      @Override
      public Optional<Tool> tool(String name) {
        return Optional.ofNullable(tools.get(name));
      }

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          usage.end();
        }
      }
    };
  }
}
