package io.aiops.studio.host.observer;

import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.problem.UnavailableException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Counts what happens, for {@code /metrics}. Names no workspace, user or input. */
public final class Metrics implements AutoCloseable {

  /** Names of models and tools that have meters of their own, at most, and at most so long. */
  private static final int MOST_NAMES = 500;

  private static final int LONGEST_NAME = 200;

  /** The name of all others together. */
  private static final String OTHERS = "others";

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Supplier<Map<String, Long>> asking;

  /** As of this scrape; empty if they are not known. */
  private volatile Map<String, Long> depths = Map.of();

  /**
   * @param depths messages waiting, by queue; asked once for each scrape
   */
  public Metrics(Supplier<Map<String, Long>> depths) {
    this.asking = depths;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    gc.bindTo(registry);
    for (String queue : List.of("commands", "tasks", "dead")) {
      Gauge.builder("studio.queue.depth", () -> depth(queue))
          .description("Messages waiting")
          .tag("queue", queue)
          .register(registry);
    }
  }

  /**
   * @param nodes how many are in which state
   */
  public <S extends Enum<S>> void watchNodes(Supplier<Map<S, Integer>> nodes) {
    nodes
        .get()
        .keySet()
        .forEach(state ->
            Gauge.builder("studio.nodes", () -> nodes.get().getOrDefault(state, 0))
                .description("Nodes that share the database, as this one sees them")
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .register(registry));
  }

  /**
   * Shows a count that somebody else keeps.
   *
   * @param by is asked at each scrape
   */
  public <T> void watch(String name, String description, T by, ToDoubleFunction<T> count) {
    FunctionCounter.builder(name, by, count).description(description).register(registry);
  }

  /** NaN says "not known", which a missing broker makes true. */
  private double depth(String queue) {
    Long depth = depths.get(queue);
    return depth == null ? Double.NaN : depth;
  }

  private Map<String, Long> ask() {
    try {
      return asking.get();
    } catch (UnavailableException e) {
      return Map.of();
    }
  }

  /** Takes in what the engine appended. */
  public void count(Append append) {
    for (Event event : append.events()) {
      switch (event) {
        case Event.ExecutionStarted e -> registry.counter("studio.executions.started").increment();
        case Event.StepCompleted e -> {
          steps("completed");
          calls(e.calls());
        }
        case Event.StepFailed e -> {
          steps(e.nextAttemptAt() == null ? "failed" : "retried");
          calls(e.calls());
        }
        case Event.PlanAdopted e -> calls(e.calls());
        case Event.FallbackTaken e -> calls(e.calls());
        case Event.SlaBreached e ->
            registry
                .counter("studio.sla.breaches", "of", e.path() == null ? "execution" : "step")
                .increment();
        case Event.ExecutionCompleted e -> ended(append, "completed");
        case Event.ExecutionFailed e -> ended(append, "failed");
        case Event.ExecutionCancelled e -> ended(append, "cancelled");
        default -> {}
      }
    }
  }

  private void steps(String outcome) {
    registry.counter("studio.steps", "outcome", outcome).increment();
  }

  private void ended(Append append, String outcome) {
    registry.counter("studio.executions.ended", "outcome", outcome).increment();
    ExecutionState state = append.state();
    Instant started = state.startedAt();
    if (started != null) {
      registry.timer("studio.execution.duration").record(Duration.between(started, append.at()));
    }
  }

  private void calls(List<CallRecord> calls) {
    for (CallRecord call : calls) {
      String name = name(call);
      String outcome = call.failure() == null ? "completed" : "failed";
      registry
          .timer(
              "studio." + call.kind().toLowerCase(Locale.ROOT) + ".call.duration",
              "name",
              name,
              "outcome",
              outcome)
          .record(Duration.ofMillis(call.millis()));
      if (call.kind().equals("model")) {
        registry
            .counter("studio.model.tokens", "name", name, "type", "input")
            .increment(call.inputTokens());
        registry
            .counter("studio.model.tokens", "name", name, "type", "output")
            .increment(call.outputTokens());
      }
    }
  }

  /** A model's name is what its provider says, which may be another one each time. */
  private String name(CallRecord call) {
    String name = call.name();
    boolean known =
        names.contains(name)
            || name.length() <= LONGEST_NAME && names.size() < MOST_NAMES && names.add(name);
    return known ? name : OTHERS;
  }

  /** Takes in how triggers' firings went. */
  public void fired(String cause, String outcome, int count) {
    registry.counter("studio.trigger.firings", "cause", cause, "outcome", outcome).increment(count);
  }

  /** In Prometheus' text format. */
  public String scrape() {
    depths = ask();
    return registry.scrape();
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
