package io.aiops.studio.plugins.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked, and what is not asked at all. */
final class QuestionsTest extends Asking {

  @Test
  void the_studio_is_asked_before_the_service() {
    RecordingContext context = in("good").grantNothing();
    assertThat(failure(context).category()).isEqualTo(Category.DENIED);
    assertThat(context.reached()).containsExactly(URI.create(service.url("good")));
    assertThat(service.seen()).isEmpty();
  }

  @Test
  void the_request_says_what_was_asked_for() throws Exception {
    Map<String, @Nullable Object> schema =
        Map.of(
            "type", "object",
            "properties", Map.of("size", Map.of("type", "integer", "minimum", 3)),
            "required", List.of("size"));
    ModelRequest request =
        new ModelRequest(
            "big-1",
            List.of(
                Message.system("Be brief."),
                Message.user("What is the weather?"),
                Message.assistant(
                    "", List.of(new Message.ToolCall("c1", "weather", "{\"town\":\"Ghent\"}"))),
                Message.toolResult("c1", "clear")),
            List.of(
                new ToolSpec(
                    "weather",
                    "Tells the weather.",
                    """
                    {"type": "object", "additionalProperties": false, "required": ["town"],
                     "properties": {"town": {"type": "string", "minLength": 2}, "day": true},
                     "$defs": {"x": {"enum": [1, 2]}}}
                    """)),
            Map.of(
                "temperature",
                0.5,
                "maxTokens",
                64,
                "seed",
                7L,
                "responseSchema",
                schema,
                "unknown",
                "ignored"));
    RecordingContext context = in("good").idempotencyKey("run 1/step/1");
    assertThat(provider.generate(request, context).text()).isEqualTo("You said: clear");
    JsonNode sent = service.last().body();
    assertThat(service.last().header("Authorization")).isEqualTo("Bearer " + FakeService.KEY);
    assertThat(service.last().header("Idempotency-Key")).isEqualTo("run_1/step/1");
    assertThat(sent.path("model").asText()).isEqualTo("big-1");
    assertThat(sent.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(64);
    assertThat(sent.path("seed").asInt()).isEqualTo(7);
    assertThat(sent.at("/response_format/json_schema/schema/properties/size/minimum").asInt())
        .isEqualTo(3);
    assertThat(sent.at("/messages").findValuesAsText("role"))
        .containsExactly("system", "user", "assistant", "tool");
    assertThat(sent.at("/messages/2/tool_calls/0/function/arguments").asText())
        .isEqualTo("{\"town\":\"Ghent\"}");
    assertThat(sent.at("/messages/3/tool_call_id").asText()).isEqualTo("c1");
    JsonNode parameters = sent.at("/tools/0/function/parameters");
    assertThat(parameters.at("/properties/town/minLength").asInt()).isEqualTo(2);
    assertThat(parameters.at("/properties/day").isObject()).isTrue();
    assertThat(parameters.at("/required/0").asText()).isEqualTo("town");
    assertThat(parameters.at("/$defs/x/enum/1").asInt()).isEqualTo(2);
    assertThat(sent.has("unknown")).isFalse();
  }

  @Test
  void what_a_model_does_not_take_is_left_out() throws Exception {
    ModelRequest request =
        new ModelRequest(
            "", List.of(Message.user("Hi")), List.of(), Map.of("temperature", 0, "seed", 1));
    provider.generate(request, in("good", Map.of("leaveOut", List.of("temperature"))));
    assertThat(service.last().body().has("temperature")).isFalse();
    assertThat(service.last().body().path("seed").asInt()).isEqualTo(1);
  }

  @Test
  void what_openai_itself_takes_depends_on_the_model() {
    ModelRequest request =
        new ModelRequest(
            "", List.of(Message.user("Hi")), List.of(), Map.of("temperature", 0, "maxTokens", 9));
    Question question = new Question(request, Settings.of(Map.of()));
    OpenAiChatRequestParameters old =
        (OpenAiChatRequestParameters) question.with("gpt-4o-mini").parameters();
    OpenAiChatRequestParameters reasoning =
        (OpenAiChatRequestParameters) question.with("gpt-5-mini").parameters();
    assertThat(old.temperature()).isZero();
    assertThat(reasoning.temperature()).isNull();
    assertThat(reasoning.maxCompletionTokens()).isEqualTo(9);
    assertThat(reasoning.maxOutputTokens()).isNull();
  }

  @Test
  void without_a_key_none_is_sent() throws Exception {
    provider.generate(HELLO, in("good", Map.of("apiKey", "")));
    assertThat(service.last().header("Authorization")).isEmpty();
  }

  @Test
  void without_a_configured_model_the_first_listed_is_asked() throws Exception {
    provider.generate(
        new ModelRequest("", List.of(Message.user("Hi")), List.of(), Map.of()), in("good"));
    assertThat(service.last().body().path("model").asText()).isEqualTo("tiny-1");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://example.org/v1, ftp://example.org/v1",
    "localhost:11434, localhost:11434",
    "http://:s3cret@example.org/v1, has a user in it",
    "http://exa mple/v1, http://exa mple/v1",
  })
  void a_bad_address_is_refused_by_name(String address, String words) {
    PluginException failure = failure(in("good", Map.of("baseUrl", address)));
    assertThat(failure.category()).isEqualTo(Category.INVALID_INPUT);
    assertThat(failure).hasMessageContaining("baseUrl").hasMessageContaining(words);
    assertThat(failure.getMessage()).doesNotContain("s3cret");
  }

  @Test
  void a_key_that_fits_no_header_is_refused_without_being_shown() {
    PluginException failure = failure(in("good", Map.of("apiKey", "abc\ndef")));
    assertThat(failure.category()).isEqualTo(Category.INVALID_INPUT);
    assertThat(failure).hasMessageContaining("apiKey");
    assertThat(failure.getMessage()).doesNotContain("abc").doesNotContain("def");
  }

  @Test
  void a_seed_that_is_no_whole_number_is_refused_by_name() {
    ModelRequest request =
        new ModelRequest("tiny-1", List.of(Message.user("Hi")), List.of(), Map.of("seed", 1.5));
    assertThatThrownBy(() -> provider.generate(request, in("good")))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("seed is 1.5");
  }
}
