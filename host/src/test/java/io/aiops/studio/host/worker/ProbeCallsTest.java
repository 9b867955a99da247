package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.connection.ConnectionResolver.Resolved;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many threads calls that do not end may keep, and who shares one. */
class ProbeCallsTest {

  private static final String PLUGIN = "acme.model 1.0.0";

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger entered = new AtomicInteger();
  private final ProbeCalls brief = new ProbeCalls(Duration.ofMillis(1));
  private final ProbeCalls patient = new ProbeCalls(Duration.ofMinutes(1));

  @AfterEach
  void close() {
    over.countDown();
    brief.close();
    patient.close();
  }

  private List<String> ask(ProbeCalls calls, String plugin, int settings) {
    Resolved resolved = new Resolved("model", "", Map.of("n", settings));
    return calls.ask("Model provider 'model'", plugin, resolved, interruption -> deaf());
  }

  private List<String> deaf() {
    entered.incrementAndGet();
    while (true) {
      try {
        over.await();
        return List.of("m1");
      } catch (InterruptedException e) {
        // That is what it is like.
        continue;
      }
    }
  }

  @Test
  void those_of_one_version_of_a_plugin_are_bounded_and_others_go_on() {
    for (int i = 0; i < ProbeCalls.MOST; i++) {
      int settings = i;
      assertThatThrownBy(() -> ask(brief, PLUGIN, settings)).hasMessageContaining("did not end");
    }
    assertThatThrownBy(() -> ask(brief, PLUGIN, ProbeCalls.MOST))
        .isInstanceOf(PluginException.class)
        .hasMessage(
            "Model provider 'model' is at 32 such calls, the most there may be. It is asked again"
                + " once one has ended.");
    assertThatThrownBy(() -> ask(brief, PLUGIN, 0))
        .hasMessageContaining("still at the call before");
    assertThatThrownBy(() -> ask(brief, "acme.model 2.0.0", 0)).hasMessageContaining("did not end");
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(entered).hasValue(ProbeCalls.MOST + 1));
  }

  @Test
  void who_asks_for_the_same_at_the_same_time_shares_a_call() throws Exception {
    CompletableFuture<List<String>> first =
        CompletableFuture.supplyAsync(
            () -> ask(patient, PLUGIN, 1), task -> Thread.ofPlatform().start(task));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> entered.get() == 1);
    Thread[] asking = new Thread[1];
    CompletableFuture<List<String>> second =
        CompletableFuture.supplyAsync(
            () -> ask(patient, PLUGIN, 1), task -> asking[0] = Thread.ofPlatform().start(task));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> asking[0].getState() == Thread.State.TIMED_WAITING);
    over.countDown();
    assertThat(first).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(List.of("m1"));
    assertThat(second).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(List.of("m1"));
    assertThat(entered).hasValue(1);
  }
}
