package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.host.connection.ConnectionResolver.Resolved;
import io.aiops.studio.host.connection.ModelProbe.Answer;
import io.aiops.studio.host.plugin.FakePlugins;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Model providers that do not answer when they are asked what they offer. */
class ProviderProbeTest {

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger entered = new AtomicInteger();
  private final ProviderProbe probe =
      new ProviderProbe(new FakePlugins().model("deaf", new Deaf()), Clock.systemUTC());

  /** Waits for the end of the test, whoever interrupts it. */
  private final class Deaf implements ModelProvider {
    @Override
    public ModelResponse generate(ModelRequest request, CallContext context) {
      throw new AssertionError("nobody asks it");
    }

    @Override
    public List<String> models(CallContext context) {
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
  }

  @AfterEach
  void close() {
    over.countDown();
    probe.close();
  }

  private Answer asked() {
    return probe.models(new Resolved("deaf", "", Map.of()));
  }

  @Test
  void one_that_hangs_and_ignores_its_interruption_is_not_asked_again_before_it_has_ended() {
    assertThat(asked().note()).contains("Model provider 'deaf' did not end within PT2S");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          Answer answer = asked();
          assertThat(entered).hasValue(1);
          assertThat(answer.available()).isFalse();
          assertThat(answer.note()).contains("still at the call before", "asked again once");
        });
    over.countDown();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> asked().available());
    assertThat(asked().models()).containsExactly("m1");
    assertThat(entered).hasValue(2);
  }
}
