package io.aiops.studio.host.worker;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.grant.Broker;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks the step's model, once per ledger entry. */
final class ModelCaller {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final Attempt attempt;
  private final Broker agent;
  private final PluginRegistry registry;
  private final ConnectionResolver connections;
  private final Breakers breakers;

  /**
   * @param agent of whoever asks
   */
  ModelCaller(
      Attempt attempt,
      Broker agent,
      PluginRegistry registry,
      ConnectionResolver connections,
      Breakers breakers) {
    this.attempt = attempt;
    this.agent = agent;
    this.registry = registry;
    this.connections = connections;
    this.breakers = breakers;
  }

  ModelResponse call(ModelRequest request) {
    String reference = request.model().isEmpty() ? attempt.task().model() : request.model();
    ConnectionResolver.Resolved resolved =
        Outage.outlast(attempt, () -> connections.model(attempt.task().workspaceId(), reference))
            .orElseThrow(() ->
                new PluginException(
                    Category.NOT_FOUND,
                    "There is no model '" + reference + "'. Add a model connection for it."));
    Outage.outlast(attempt, () -> agent.requireModel(resolved.provider()));
    try (Lease<ModelProvider> lease =
        PluginCalls.leased(
            registry, registry.model(resolved.provider()), "model provider", resolved.provider())) {
      ModelRequest sent =
          new ModelRequest(
              resolved.target(), request.messages(), request.tools(), request.parameters());
      String name = resolved.provider() + "/" + resolved.target();
      Withheld withheld = Withheld.of(lease.contribution(), resolved.settings());
      Broker broker = attempt.broker(lease, resolved.settings());
      Instant begin = attempt.clock().instant();
      AtomicReference<@Nullable ModelResponse> fresh = new AtomicReference<>();
      Object answer =
          attempt.recorded(
              new RecordedCalls.Question(Map.of("model", name, "request", Json.toMap(sent)), false),
              failure -> failed(name, lease.plugin(), begin, failure),
              key -> {
                attempt.enter(resolved.bounded());
                Outage.outlast(attempt, broker::requireSecrets);
                attempt.goesOut();
                CallContext context = new LentContext(attempt, broker, withheld, key);
                Map<String, @Nullable Object> said =
                    breakers.call(
                        attempt.task().workspaceId(),
                        "Model provider '" + resolved.provider() + "'",
                        resolved.settings(),
                        attempt.deadline(),
                        () ->
                            OnTrial.run(
                                attempt,
                                lease,
                                "Model '" + name + "'",
                                withheld,
                                () -> said(name, lease.service().generate(sent, context))));
                ModelResponse response = response(said);
                fresh.set(response);
                return new Attempt.Answer(said, record(resolved, begin, response));
              });
      ModelResponse response = fresh.get();
      return response == null ? response(answer) : response;
    }
  }

  /** As JSON-like value, made while the plugin's code is still within its limits. */
  private static Map<String, @Nullable Object> said(String name, @Nullable ModelResponse response) {
    if (response == null) {
      throw new PluginException(
          Category.INTERNAL, "Model '" + name + "' returned null, not a response");
    }
    return Json.toMap(response);
  }

  private static ModelResponse response(@Nullable Object said) {
    return Json.parse(Json.write(said), ModelResponse.class);
  }

  private CallRecord record(
      ConnectionResolver.Resolved resolved, Instant begin, ModelResponse response) {
    long input = response.usage().inputTokens();
    long output = response.usage().outputTokens();
    Map<?, ?> price = resolved.settings().get("price") instanceof Map<?, ?> map ? map : Map.of();
    BigDecimal cost =
        price.get("currency") == null
            ? null
            : share(price.get("input"), input).add(share(price.get("output"), output));
    return new CallRecord(
        "model",
        resolved.provider() + "/" + response.model(),
        begin,
        millis(begin),
        input,
        output,
        cost,
        cost == null ? null : String.valueOf(price.get("currency")),
        response.simulated(),
        null);
  }

  /** Prices are per million tokens, as providers state them. */
  private static BigDecimal share(@Nullable Object price, long tokens) {
    return price instanceof Number number
        ? new BigDecimal(number.toString()).multiply(BigDecimal.valueOf(tokens)).divide(MILLION)
        : BigDecimal.ZERO;
  }

  private CallRecord failed(String name, String plugin, Instant begin, PluginException failure) {
    return new CallRecord(
        "model",
        name,
        begin,
        millis(begin),
        0,
        0,
        null,
        null,
        false,
        new Failure(
            Failing.category(failure.category()), String.valueOf(failure.getMessage()), plugin));
  }

  private long millis(Instant begin) {
    return Duration.between(begin, attempt.clock().instant()).toMillis();
  }
}
