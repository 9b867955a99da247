package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.HealthCheck;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One contribution of a running plugin. */
final class Provider {

  private final Contribution contribution;
  private final Object service;
  private final Map<String, Tool> tools;
  private final Running running;

  private Provider(
      Contribution contribution, Object service, Map<String, Tool> tools, Running running) {
    this.contribution = contribution;
    this.service = service;
    this.tools = tools;
    this.running = running;
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
      Running running) {
    Map<String, Tool> tools = new LinkedHashMap<>();
    if (service instanceof Connector connector) {
      for (Tool tool : tools(name, connector, running.classLoader())) {
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
        running);
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

  /**
   * Asks it whether it can serve, if it says that of itself.
   *
   * @throws InvalidException if it cannot
   */
  void check() {
    if (service instanceof HealthCheck health) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(running.classLoader());
      try {
        health.check();
      } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
        // It may throw anything, and whatever it is means no.
        throw new InvalidException(
            running.plugin(),
            "failed its health check, of '"
                + contribution.name()
                + "': "
                + e
                + ". Nothing was"
                + " changed.");
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }

  Running running() {
    return running;
  }

  <T> Lease<T> lease(Class<T> type) {
    T typed = type.cast(service);
    running.usage().begin();
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
        return running.classLoader();
      }

      @Override
      public String plugin() {
        return running.plugin() + " " + running.version();
      }

      @Override
      public PluginRegistry.Call begins(Supplier<Duration> quiet, Runnable giveUp) {
        return running.track().open().begin(quiet, giveUp);
      }

      @Override
      public void succeeded() {
        running.track().succeeded();
      }

      @Override
      public boolean failed() {
        return running.track().failed();
      }

      @Override
      public void lent(List<String> secrets) {
        running.log().withhold(secrets);
      }

      @Override
      public void note(@Nullable UUID workspaceId, String why) {
        running.log().add(PluginLog.Level.FAILED, workspaceId, why);
      }

      @Override
      public Rights rights() {
        return running.rights();
      }

      @Override
      public Optional<Tool> tool(String name) {
        return Optional.ofNullable(tools.get(name));
      }

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          running.usage().end();
        }
      }
    };
  }
}
