package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.taskqueue.Command.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is away is not asked all the time. */
class BreakersTest {

  private static final String WHAT = "Connection 'tickets'";

  private final UUID workspace = UUID.randomUUID();
  private final TestClock clock = new TestClock();
  private final Breakers breakers = new Breakers(clock);
  private Map<String, @Nullable Object> settings = Map.of("url", "http://localhost");
  private int asked;

  /** Calls, and says how the call failed; null if it did not. */
  private @Nullable PluginException call(@Nullable Category fails) {
    return call(fails, Instant.MAX);
  }

  private @Nullable PluginException call(@Nullable Category fails, Instant deadline) {
    try {
      breakers.call(
          workspace,
          WHAT,
          settings,
          deadline,
          () -> {
            asked++;
            if (fails != null) {
              throw new PluginException(fails, "no");
            }
            return "yes";
          });
      return null;
    } catch (PluginException e) {
      return e;
    }
  }

  private void calls(int many, @Nullable Category fail) {
    for (int i = 0; i < many; i++) {
      call(fail);
    }
  }

  @Test
  void after_ten_calls_without_an_answer_no_more_are_made_for_half_a_minute() {
    calls(9, Category.UNAVAILABLE);
    assertThat(breakers.open()).isEmpty();
    call(Category.TIMEOUT);
    PluginException refused = call(null);
    assertThat(asked).isEqualTo(10);
    assertThat(refused)
        .isInstanceOf(CircuitOpenException.class)
        .hasMessageContaining("Connection 'tickets' has not answered");
    assertThat(refused.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(38));
    assertThat(breakers.open())
        .containsExactly(new Breakers.Open(workspace, WHAT, clock.instant().plusSeconds(30)));
  }

  @Test
  void then_one_call_tries_and_its_answer_lets_all_through() {
    calls(10, Category.UNAVAILABLE);
    clock.advance(Duration.ofSeconds(30));
    assertThat(call(null)).isNull();
    assertThat(breakers.open()).isEmpty();
    calls(9, Category.UNAVAILABLE);
    assertThat(asked).isEqualTo(20);
  }

  @Test
  void a_try_without_an_answer_doubles_the_wait_up_to_five_minutes() {
    calls(10, Category.UNAVAILABLE);
    for (int seconds : new int[] {30, 60, 120, 240, 300, 300}) {
      clock.advance(Duration.ofSeconds(seconds - 1));
      int before = asked;
      assertThat(call(null)).isInstanceOf(CircuitOpenException.class);
      assertThat(asked).isEqualTo(before);
      clock.advance(Duration.ofSeconds(1));
      call(Category.UNAVAILABLE);
      assertThat(asked).isEqualTo(before + 1);
    }
  }

  @Test
  void while_one_tries_the_others_wait() {
    calls(10, Category.UNAVAILABLE);
    clock.advance(Duration.ofSeconds(30));
    breakers.call(
        workspace,
        WHAT,
        settings,
        Instant.MAX,
        () -> {
          assertThat(call(null)).isInstanceOf(CircuitOpenException.class);
          return "yes";
        });
    assertThat(call(null)).isNull();
  }

  @Test
  void refusals_are_answers_and_what_was_cancelled_says_nothing() {
    calls(30, Category.INVALID_INPUT);
    assertThat(asked).isEqualTo(30);
    calls(30, Category.CANCELLED);
    assertThat(asked).isEqualTo(60);
  }

  @Test
  void what_was_given_up_at_its_deadline_got_no_answer() {
    for (int i = 0; i < 10; i++) {
      call(Category.CANCELLED, clock.instant());
    }
    assertThat(call(null)).isInstanceOf(CircuitOpenException.class);
  }

  @Test
  void a_connection_that_was_mended_is_asked_at_once() {
    calls(10, Category.UNAVAILABLE);
    assertThat(call(null)).isInstanceOf(CircuitOpenException.class);
    settings = Map.of("url", "http://127.0.0.1");
    assertThat(call(null)).isNull();
  }

  @Test
  void it_does_not_open_while_more_than_half_get_an_answer() {
    for (int i = 0; i < 40; i++) {
      call(i % 3 == 2 ? Category.TIMEOUT : null);
    }
    assertThat(asked).isEqualTo(40);
  }

  @Test
  void a_task_that_could_not_ask_says_when_to_try_again() {
    try (WorkerBench bench = new WorkerBench()) {
      bench.plugins.agent(
          "asks",
          (task, context) -> {
            throw new CircuitOpenException(WHAT, Duration.ofSeconds(7));
          });
      Result result = bench.run(WorkerBench.agent("asks"));
      assertThat(result.failure()).isNotNull();
      assertThat(result.failure().category()).isEqualTo("circuit-open");
      assertThat(result.retryHelps()).isTrue();
      assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void what_nobody_calls_any_more_is_not_said_to_be_silent_for_ever() {
    calls(10, Category.UNAVAILABLE);
    clock.advance(Duration.ofMinutes(14));
    assertThat(breakers.open()).hasSize(1);
    clock.advance(Duration.ofMinutes(2));
    assertThat(breakers.open()).isEmpty();
    assertThat(call(null)).isNull();
  }

  @Test
  void what_is_called_at_times_stays_open_with_its_waits() {
    calls(10, Category.UNAVAILABLE);
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofMinutes(10));
      calls(1, Category.UNAVAILABLE);
    }
    assertThat(breakers.open()).hasSize(1);
  }

  @Test
  void any_number_of_settings_takes_bounded_memory() {
    for (int i = 0; i < 20_000; i++) {
      settings = Map.of("url", "http://localhost/" + i);
      calls(1, null);
    }
    assertThat(breakers.known()).isLessThanOrEqualTo(10_000);
  }
}
