package io.aiops.studio.host.worker;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Decided;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the tasks that need a plugin: agents and tools. */
final class PluginCalls {

  private final PluginRegistry plugins;
  private final ConnectionResolver connections;
  private final Breakers breakers;

  PluginCalls(PluginRegistry plugins, ConnectionResolver connections, Breakers breakers) {
    this.plugins = plugins;
    this.connections = connections;
    this.breakers = breakers;
  }

  Result agent(Attempt attempt) {
    Task task = attempt.task();
    PluginRegistry registry = plugins.keepingTo(task.plugins());
    try (Lease<Agent> lease =
        leased(registry, registry.agent(task.target()), "agent", task.target())) {
      GrantedTools tools =
          Outage.outlast(attempt, () -> new GrantedTools(registry, connections, task));
      RecordedAgentContext context =
          new RecordedAgentContext(
              attempt,
              attempt.broker(lease, task.settings()),
              registry,
              connections,
              breakers,
              tools);
      AgentTask given =
          new AgentTask(
              task.key(),
              task.attempt(),
              task.instruction(),
              map(task.input()),
              task.approvals().decided().stream()
                  .filter(decided -> decided.tool() == null)
                  .map(PluginCalls::decision)
                  .toList());
      try {
        return OnTrial.run(
            attempt,
            lease,
            "Agent '" + task.target() + "'",
            Withheld.NOTHING,
            () -> result(task, plain(lease.service().run(given, context)), attempt));
      } catch (PluginException e) {
        throw new CallFailedException(Failing.failed(e, attempt.records()), e);
      }
    }
  }

  /** Its values made our own. Null if a plugin returned that, against the interface. */
  private static @Nullable AgentResult plain(@Nullable AgentResult result) {
    return switch (result) {
      case AgentResult.Completed r ->
          new AgentResult.Completed(JsonLike.copy(r.output(), Withheld.NOTHING));
      case AgentResult.LimitReached r ->
          new AgentResult.LimitReached(JsonLike.copy(r.output(), Withheld.NOTHING), r.limit());
      case AgentResult.NeedsApproval r ->
          new AgentResult.NeedsApproval(
              r.question(), map(JsonLike.copy(r.details(), Withheld.NOTHING)));
      case null, default -> result;
    };
  }

  private static Result result(Task task, @Nullable AgentResult result, Attempt attempt) {
    return switch (result) {
      case AgentResult.Completed r -> Result.completed(r.output(), attempt.records());
      case AgentResult.LimitReached r ->
          new Result(r.output(), null, false, null, r.limit(), attempt.records());
      case AgentResult.NeedsApproval r ->
          Result.asks(Consent.checked(new Ask(null, r.question(), r.details())), attempt.records());
      case null ->
          throw new PluginException(
              Category.INTERNAL, "Agent '" + task.target() + "' returned null, not a result");
    };
  }

  private static AgentTask.Decision decision(Decided decided) {
    return new AgentTask.Decision(
        decided.question(),
        decided.verdict() != Verdict.REJECT,
        decided.verdict() == Verdict.EDIT ? map(decided.details()) : null,
        decided.by(),
        decided.comment());
  }

  Result tool(Attempt attempt) {
    Task task = attempt.task();
    ToolCaller caller =
        new ToolCaller(attempt, plugins.keepingTo(task.plugins()), connections, breakers);
    try {
      Object output = caller.call(task.target(), map(task.input()));
      return Result.completed(output, attempt.records());
    } catch (PluginException e) {
      throw new CallFailedException(Failing.failed(e, attempt.records()), e);
    }
  }

  static <T> Lease<T> leased(
      PluginRegistry registry, Optional<Lease<T>> lease, String kind, String name) {
    return lease.orElseThrow(() ->
        registry.behind()
            ? new NotHereException(kind, name)
            : new PluginException(
                Category.UNAVAILABLE,
                "There is no "
                    + kind
                    + " '"
                    + name
                    + "' now. Install or enable the plugin that has it; the step is tried again."));
  }

  static Lease<Connector> connector(PluginRegistry registry, String name) {
    return leased(registry, registry.connector(name), "connector", name);
  }

  private static Map<String, @Nullable Object> map(@Nullable Object input) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (input instanceof Map<?, ?> given) {
      given.forEach((key, value) -> map.put(String.valueOf(key), value));
    } else if (input != null) {
      map.put("value", input);
    }
    return map;
  }
}
