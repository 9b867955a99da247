package io.aiops.studio.plugins.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What it says. */
final class SimulatedModelTest extends Asking {

  @Test
  void the_same_seed_and_prompt_give_the_same_answer_whoever_asks() throws Exception {
    String prompt = "Sum up.\n\nInput:\n{\"errors\": 12, \"text\": \"The disk is full.\"}";
    ModelResponse first = ask(request(prompt, List.of(), Map.of()), Map.of("seed", 7));
    ModelResponse second =
        new SimulatedModel()
            .generate(
                request(prompt, List.of(), Map.of()),
                new RecordingContext().settings(Map.of("seed", 7)).idempotencyKey("other"));
    assertThat(second).isEqualTo(first);
  }

  @Test
  void another_seed_decides_otherwise_where_the_prompt_leaves_it_open() throws Exception {
    Set<String> answers = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      answers.add(
          ask(
                  request("Choose one of: red, green, blue.", List.of(), Map.of()),
                  Map.of("seed", seed))
              .text());
    }
    assertThat(answers).hasSizeGreaterThan(1).isSubsetOf("red", "green", "blue");
  }

  @Test
  void a_summary_is_about_the_input() throws Exception {
    String answer =
        text(
            "Write an incident summary.\n\nInput:\n{\"errors\": 412, \"from\": \"10:02\"}\n"
                + "10:02:11 ERROR PaymentGateway connection refused by bank-07\n"
                + "10:02:12 ERROR PaymentGateway connection refused by bank-07\n"
                + "10:02:13 INFO heartbeat of the scheduler was seen as usual\n");
    assertThat(answer)
        .contains("errors: **412**")
        .containsIgnoringCase("paymentgateway")
        .contains("connection refused by bank-07");
    assertThat(text("Sum up.\n\nInput:\n{\"pages\": 3}\nTulips bloom in the garden of the abbey."))
        .containsIgnoringCase("tulips")
        .doesNotContainIgnoringCase("payment");
  }

  @Test
  void every_answer_is_marked_as_simulated() throws Exception {
    ModelResponse response = ask(request("Sum up the tulips.", List.of(), Map.of()), Map.of());
    assertThat(response.simulated()).isTrue();
    assertThat(response.model()).isEqualTo("simulated");
    assertThat(response.text()).contains("(simulated model)");
  }

  @Test
  void a_failing_call_may_succeed_when_it_is_made_again() {
    int failedFirst = 0;
    int neverSucceeded = 0;
    for (int i = 0; i < 2_000; i++) {
      List<Boolean> tries = new ArrayList<>();
      for (int attempt = 0; attempt < 8; attempt++) {
        tries.add(succeeds("execution-" + i + "/step/1"));
      }
      failedFirst += tries.getFirst() ? 0 : 1;
      neverSucceeded += tries.contains(true) ? 0 : 1;
    }
    assertThat(failedFirst).as("of 2000, at a rate of 0.3").isBetween(520, 680);
    // 0.3^8 of 2000 is 0.1.
    assertThat(neverSucceeded).isLessThan(5);
  }

  private boolean succeeds(String key) {
    try {
      model.generate(
          request("Hello.", List.of(), Map.of()),
          new RecordingContext().settings(Map.of("errorRate", 0.3)).idempotencyKey(key));
      return true;
    } catch (PluginException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this", e);
    }
  }

  @Test
  void usage_grows_with_what_is_read_and_written() throws Exception {
    Map<String, @Nullable Object> none = new LinkedHashMap<>();
    ModelResponse little = ask(request("Hello tulips.", List.of(), none), none);
    ModelResponse much = ask(request("Hello tulips. ".repeat(100), List.of(), none), none);
    assertThat(much.usage().inputTokens()).isGreaterThan(little.usage().inputTokens() * 50);
    assertThat(little.usage().outputTokens()).isEqualTo(little.text().length() / 4 + 1);
  }
}
