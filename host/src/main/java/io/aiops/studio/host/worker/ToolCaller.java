package io.aiops.studio.host.worker;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.definition.SchemaCheck;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.grant.Broker;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls a tool by its reference in a workflow, once per ledger entry. */
final class ToolCaller {

  private final Attempt attempt;
  private final PluginRegistry registry;
  private final ConnectionResolver connections;
  private final Breakers breakers;

  ToolCaller(
      Attempt attempt, PluginRegistry registry, ConnectionResolver connections, Breakers breakers) {
    this.attempt = attempt;
    this.registry = registry;
    this.connections = connections;
    this.breakers = breakers;
  }

  /**
   * @param reference {@code connection/tool}
   */
  @Nullable Object call(String reference, Map<String, @Nullable Object> arguments) {
    ConnectionResolver.Resolved resolved =
        Outage.outlast(attempt, () -> connections.tool(attempt.task().workspaceId(), reference))
            .orElseThrow(() ->
                new PluginException(
                    Category.NOT_FOUND,
                    "There is no tool '"
                        + reference
                        + "'. Add the connection, or install the plugin that has it."));
    try (Lease<Connector> lease = PluginCalls.connector(registry, resolved.provider())) {
      Tool tool =
          lease
              .tool(resolved.target())
              .orElseThrow(() ->
                  new PluginException(
                      Category.NOT_FOUND,
                      "Connector '"
                          + resolved.provider()
                          + "' has no tool '"
                          + resolved.target()
                          + "'"));
      check(reference, tool, arguments);
      Withheld withheld = Withheld.of(lease.contribution(), resolved.settings());
      Broker broker = attempt.broker(lease, resolved.settings());
      Instant begin = attempt.clock().instant();
      return attempt.recorded(
          // A copy: the tool may change what it is given.
          new RecordedCalls.Question(Map.of("tool", reference, "arguments", copy(arguments)), true),
          failure ->
              record(
                  reference,
                  begin,
                  new Failure(
                      Failing.category(failure.category()),
                      String.valueOf(failure.getMessage()),
                      lease.plugin())),
          key -> {
            attempt.enter(resolved.bounded());
            Outage.outlast(attempt, broker::requireSecrets);
            attempt.goesOut();
            CallContext context = new LentContext(attempt, broker, withheld, key);
            Object value =
                breakers.call(
                    attempt.task().workspaceId(),
                    "Connection '" + connection(reference) + "'",
                    resolved.settings(),
                    attempt.deadline(),
                    () ->
                        attempt
                            .signs()
                            .inTool(() ->
                                OnTrial.run(
                                    attempt,
                                    lease,
                                    "Tool '" + reference + "'",
                                    withheld,
                                    () ->
                                        JsonLike.copy(
                                            tool.function().call(arguments, context), withheld))));
            return new Attempt.Answer(value, record(reference, begin, null));
          });
    }
  }

  private static Object copy(Map<String, @Nullable Object> arguments) {
    return Objects.requireNonNull(JsonLike.copyOfValue(arguments));
  }

  private static String connection(String reference) {
    int slash = reference.indexOf('/');
    return slash < 0 ? reference : reference.substring(0, slash);
  }

  private static void check(String reference, Tool tool, Map<String, @Nullable Object> arguments) {
    List<Problem> problems = SchemaCheck.check(tool.inputSchema(), arguments);
    if (!problems.isEmpty()) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "Tool '"
              + reference
              + "' cannot take these arguments: "
              + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
  }

  private CallRecord record(String reference, Instant begin, @Nullable Failure failure) {
    return new CallRecord(
        "tool",
        reference,
        begin,
        Duration.between(begin, attempt.clock().instant()).toMillis(),
        0,
        0,
        null,
        null,
        false,
        failure);
  }
}
