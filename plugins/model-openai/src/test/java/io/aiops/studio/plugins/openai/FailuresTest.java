package io.aiops.studio.plugins.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong, and whether it helps to try again. */
final class FailuresTest extends Asking {

  @Test
  void a_service_without_models_counts_as_away_and_says_what_to_do() {
    assertThatThrownBy(() -> provider.models(in("empty")))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
        .hasMessageContaining("ollama pull");
  }

  @ParameterizedTest
  @CsvSource({
    "denied, DENIED, 401",
    "forbidden, DENIED, Not your model. Key [key]",
    "missing, NOT_FOUND, model 'x' not found",
    "bad, INVALID_INPUT, is not supported",
    "unprocessable, INVALID_INPUT, field required",
    "elsewhere, INVALID_INPUT, 302",
    "away, UNAVAILABLE, Bad gateway",
    "limited, RATE_LIMITED, Rate limit reached",
    "out-of-quota, LIMIT_REACHED, quota",
    "page, UNAVAILABLE, no whole answer",
    "garbage, UNAVAILABLE, no whole answer",
    "cut, UNAVAILABLE, broke off",
    "cut-politely, UNAVAILABLE, no whole answer",
    "sorry, UNAVAILABLE, out of memory [key]",
    "filtered, DENIED, content filter",
    "endless, LIMIT_REACHED, 33554432 bytes",
  })
  void each_failure_has_its_category_and_says_what_happened(
      String mood, Category category, String words) {
    PluginException failure = failure(in(mood));
    assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
    assertThat(failure).hasMessageContaining(words);
    assertThat(service.seen()).as("no retries of its own").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "denied, DENIED",
    "limited, RATE_LIMITED",
    "away, UNAVAILABLE",
    "garbage, UNAVAILABLE",
    "page, UNAVAILABLE",
  })
  void it_fails_the_same_without_streaming(String mood, Category category) {
    PluginException failure = failure(in(mood, Map.of("streaming", false)));
    assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
    assertThat(service.seen()).as("no retries of its own").hasSize(1);
  }

  @Test
  void how_long_to_wait_is_passed_on() {
    assertThat(failure(in("limited")).retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(failure(in("limited-millis")).retryAfter()).contains(Duration.ofMillis(1500));
    assertThat(failure(in("limited-till-2000")).retryAfter()).contains(Duration.ZERO);
    assertThat(failure(in("away")).retryAfter()).contains(Duration.ofSeconds(3));
    assertThat(failure(in("denied")).retryAfter()).isEmpty();
  }

  @Test
  void nobody_listening_is_unavailable() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    PluginException failure =
        failure(in("good", Map.of("baseUrl", "http://localhost:" + free + "/v1")));
    assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("is the service running?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "halting"})
  void a_deadline_ends_a_call_before_and_in_the_middle_of_its_answer(String mood) {
    Instant begin = Instant.now();
    PluginException failure = failure(in(mood).deadline(begin.plusMillis(700)));
    assertThat(failure.category()).as(failure.getMessage()).isEqualTo(Category.TIMEOUT);
    assertThat(Duration.between(begin, Instant.now()))
        .isBetween(Duration.ofMillis(600), Duration.ofSeconds(60));
  }

  @Test
  void a_deadline_in_the_past_asks_nobody() {
    assertThat(failure(in("good").deadline(Instant.now().minusSeconds(1))).category())
        .isEqualTo(Category.TIMEOUT);
    assertThat(service.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "halting"})
  void an_interrupt_ends_a_call_at_once(String mood) throws Exception {
    FutureTask<@Nullable Throwable> call =
        new FutureTask<>(() -> {
          try {
            return new AssertionError("answered: " + provider.generate(HELLO, in(mood)));
          } catch (InterruptedException e) {
            return e;
          }
        });
    Thread thread = Thread.ofVirtual().start(call);
    assertThat(service.asked.await(60, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(call.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
  }
}
