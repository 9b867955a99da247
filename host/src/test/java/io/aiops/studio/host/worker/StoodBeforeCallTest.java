package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.host.grant.TestRights;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A node stands between its look at the ledger and the call itself, and another makes the call
 * meanwhile: it is asked for once more right before it leaves the studio.
 */
class StoodBeforeCallTest {

  private final WorkerBench bench = new WorkerBench();
  private final AtomicLong nanos = new AtomicLong();

  private final LeaseKeeper standing = node(nanos::get);
  private final LeaseKeeper another = node(System::nanoTime);

  private final PluginCalls calls =
      new PluginCalls(bench.plugins, bench.connections, new Breakers(bench.clock));

  @AfterEach
  void close() {
    standing.close();
    another.close();
    bench.close();
  }

  /** Whose beats come too late to say anything. */
  private LeaseKeeper node(LongSupplier nanos) {
    return new LeaseKeeper(
        bench.leases,
        UUID.randomUUID(),
        new Rhythm(Duration.ofMinutes(1), Duration.ofMinutes(15)),
        Executors.newSingleThreadScheduledExecutor(),
        nanos);
  }

  private Attempt attempt(Task task, LeaseKeeper node) {
    return bench.attempt(task, node.of(task, () -> {}, () -> {}), bench.ledger);
  }

  /**
   * Runs it on a node that stands while it asks for this plugin's right to its secret, the last
   * before the call, until another has run it too.
   */
  private Result stands(Task task, String plugin, Function<Attempt, Result> run) {
    AtomicBoolean stood = new AtomicBoolean();
    bench.plugins.rights(
        plugin,
        TestRights.all(() -> {
          if (stood.compareAndSet(false, true)) {
            assertThat(run.apply(attempt(task, another)).failure()).isNull();
            nanos.addAndGet(Duration.ofHours(1).toNanos());
          }
        }));
    Result result = run.apply(attempt(bench.running(task), standing));
    assertThat(stood).isTrue();
    return result;
  }

  @Test
  void a_tool_that_another_has_called_meanwhile_is_not_called_again() {
    Task task = WorkerBench.tool("voice/shout", Map.of("text", "hi"));
    Result result = stands(task, "voice", calls::tool);
    assertThat(bench.shouted).containsExactly("hi");
    assertThat(result.output()).isEqualTo(Map.of("loud", "hi!", "n", 1));
  }

  @Test
  void a_model_that_another_has_asked_meanwhile_is_not_asked_again() {
    bench.plugins.agent(
        "asks",
        (task, context) ->
            new AgentResult.Completed(context.generate(WorkerBench.question("one")).text()));
    Result result = stands(WorkerBench.agent("asks"), "fake", calls::agent);
    assertThat(bench.asked).containsExactly("one");
    assertThat(result.output()).isEqualTo("answer 1");
  }
}
