package io.aiops.studio.plugins.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of answers. */
final class AnswersTest extends Asking {

  @Test
  void an_answer_is_shown_while_the_service_still_writes_it() throws Exception {
    RecordingContext context = in("halting");
    FutureTask<ModelResponse> call = new FutureTask<>(() -> provider.generate(HELLO, context));
    Thread.ofVirtual().start(call);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> context.progress().contains("You sai"));
    assertThat(call.isDone()).as("the second half is held back").isFalse();
    service.goOn.countDown();
    assertThat(call.get(60, TimeUnit.SECONDS).text()).isEqualTo("You said: Hello");
    assertThat(context.progress()).last().isEqualTo("You said: Hello");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void usage_and_model_are_what_the_service_says(boolean streaming) throws Exception {
    ModelResponse response = provider.generate(HELLO, in("good", Map.of("streaming", streaming)));
    assertThat(response.usage()).isEqualTo(new ModelResponse.Usage(31, 17));
    assertThat(response.model()).isEqualTo("tiny-1-2026");
    assertThat(response.simulated()).isFalse();
    assertThat(service.last().body().path("stream").asBoolean()).isEqualTo(streaming);
  }

  @Test
  void a_service_that_counts_nothing_is_taken_at_its_word() throws Exception {
    assertThat(provider.generate(HELLO, in("uncounted")).usage())
        .isEqualTo(new ModelResponse.Usage(0, 0));
  }

  @Test
  void a_call_without_an_id_gets_one_that_is_new_in_the_conversation() throws Exception {
    ToolSpec weather = new ToolSpec("weather", "Tells it.", "{\"type\":\"object\"}");
    ModelRequest request =
        new ModelRequest("", List.of(Message.user("Hi")), List.of(weather), Map.of());
    assertThat(provider.generate(request, in("no-ids")).toolCalls())
        .containsExactly(new Message.ToolCall("call-1-1", "weather", "{\"town\":\"Ghent\"}"));
  }

  @Test
  void the_models_are_listed_the_configured_one_first_and_those_that_cannot_talk_not_at_all()
      throws Exception {
    assertThat(provider.models(in("good", Map.of("model", "big-1"))))
        .containsExactly("big-1", "tiny-1");
    assertThat(service.last().path()).isEqualTo("/good/v1/models");
  }

  @Test
  void an_answer_cut_at_its_limit_of_tokens_says_so() throws Exception {
    assertThat(provider.generate(HELLO, in("short")).text())
        .startsWith("You said: Hello")
        .endsWith("[The model stopped here at its limit of tokens.]");
  }

  @Test
  void an_end_for_a_reason_of_its_own_is_an_end() throws Exception {
    assertThat(provider.generate(HELLO, in("odd-end")).text()).isEqualTo("You said: Hello");
  }
}
