package io.aiops.studio.plugins.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiProviderTest {

  private static final ModelRequest HELLO = ask("Hello");

  private final FakeService service = new FakeService();
  private final OpenAiProvider provider = new OpenAiProvider();

  @AfterEach
  void stop() {
    provider.close();
    service.close();
  }

  private static ModelRequest ask(String text) {
    return new ModelRequest("tiny-1", List.of(Message.user(text)), List.of(), Map.of());
  }

  private RecordingContext in(String mood, Map<String, ? extends @Nullable Object> more) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put("baseUrl", service.url(mood));
    settings.put("apiKey", FakeService.KEY);
    settings.putAll(more);
    return new RecordingContext().settings(settings);
  }

  private RecordingContext in(String mood) {
    return in(mood, Map.of());
  }

  @Test
  void the_studio_is_asked_before_the_service() {
    RecordingContext context = in("good").grantNothing();
    assertThat(failure(context).category()).isEqualTo(Category.DENIED);
    assertThat(context.reached()).containsExactly(URI.create(service.url("good")));
  }

  private PluginException failure(RecordingContext context) {
    PluginException failure =
        catchThrowableOfType(PluginException.class, () -> provider.generate(HELLO, context));
    assertThat(failure).as("the failure").isNotNull();
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).as("the whole trace").doesNotContain(FakeService.KEY);
    return failure;
  }

  @Test
  void an_answer_is_shown_while_the_service_still_writes_it() throws Exception {
    RecordingContext context = in("halting");
    FutureTask<ModelResponse> call = new FutureTask<>(() -> provider.generate(HELLO, context));
    Thread.ofVirtual().start(call);
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> context.progress().contains("You sai"));
    assertThat(call.isDone()).as("the second half is held back").isFalse();
    service.goOn.countDown();
    assertThat(call.get(5, TimeUnit.SECONDS).text()).isEqualTo("You said: Hello");
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
  void without_a_configured_model_the_first_listed_is_asked() throws Exception {
    provider.generate(
        new ModelRequest("", List.of(Message.user("Hi")), List.of(), Map.of()), in("good"));
    assertThat(service.last().body().path("model").asText()).isEqualTo("tiny-1");
  }

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
        .isBetween(Duration.ofMillis(600), Duration.ofSeconds(5));
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
    assertThat(service.asked.await(5, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(call.get(2, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
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
