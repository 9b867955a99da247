package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.plugins.testkit.Within.Ended;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the studio expects of every model provider. */
public abstract class ModelProviderContract {

  private static final ToolSpec WEATHER =
      new ToolSpec(
          "weather",
          "Tells the weather in a town.",
          """
          {"type": "object", "properties": {"town": {"type": "string"}}, "required": ["town"]}
          """);

  /** The provider under test. */
  protected abstract ModelProvider provider();

  /** Settings with which it reaches a service that answers. */
  protected abstract Map<String, @Nullable Object> settings();

  /** A value in {@link #settings()} that no message may show; empty if there is none. */
  protected String secret() {
    return "";
  }

  /** Settings that bring about a failure of the category. */
  protected Map<Category, Map<String, @Nullable Object>> failures() {
    return Map.of();
  }

  /** Settings with which it reaches a service that never answers. */
  protected Optional<Map<String, @Nullable Object>> silent() {
    return Optional.empty();
  }

  protected boolean supports(Capability capability) {
    return true;
  }

  private static ModelRequest request(List<ToolSpec> tools) {
    return new ModelRequest(
        "",
        List.of(Message.system("You are brief."), Message.user("What is the weather in Ghent?")),
        tools,
        Map.of("maxTokens", 64, "temperature", 0));
  }

  @Test
  void a_question_is_answered() {
    ModelResponse response = answer("the question", List.of());
    assertThat(response.text()).as("the answer").isNotBlank();
    assertThat(response.model()).as("the model that answered").isNotBlank();
    assertThat(response.toolCalls()).as("calls of tools that were not offered").isEmpty();
  }

  @Test
  void a_tool_call_names_an_offered_tool_and_has_json_arguments() {
    ModelResponse response = answer("the question with a tool", List.of(WEATHER));
    assertThat(response.text() + response.toolCalls()).as("text or tool calls").isNotEqualTo("[]");
    for (Message.ToolCall call : response.toolCalls()) {
      assertThat(call.tool()).isEqualTo(WEATHER.name());
      assertThat(call.id()).isNotBlank();
      JsonLike.parse("the arguments of " + call.tool(), call.arguments());
    }
  }

  @Test
  void a_tool_result_is_taken_up() {
    Message.ToolCall call = new Message.ToolCall("c1", "weather", "{\"town\":\"Ghent\"}");
    ModelRequest request =
        new ModelRequest(
            "",
            List.of(
                Message.user("What is the weather in Ghent?"),
                Message.assistant("", List.of(call)),
                Message.toolResult("c1", "{\"sky\":\"clear\"}")),
            List.of(WEATHER),
            Map.of());
    assertThat(response("the conversation", generate(settings(), request))).isNotNull();
  }

  @Test
  void it_says_how_many_tokens_a_call_took() {
    assumeTrue(supports(Capability.USAGE), "declared as not telling");
    ModelResponse.Usage usage = answer("the question", List.of()).usage();
    assertThat(usage.inputTokens()).as("tokens read").isPositive();
    assertThat(usage.outputTokens()).as("tokens written").isPositive();
  }

  @Test
  @SuppressWarnings("unchecked")
  void it_lists_its_models() {
    Ended ended = Within.run("models", () -> provider().models(context(settings())));
    assertThat(ended.thrown()).as("what models threw").isNull();
    assertThat((List<String>) ended.value()).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void the_same_call_made_twice_is_safe() {
    assumeTrue(supports(Capability.REPEATABLE), "declared as not repeatable");
    answer("the first call", List.of());
    answer("the second call", List.of());
  }

  @Test
  void failures_are_categorised_and_keep_the_secret() {
    assumeTrue(supports(Capability.CATEGORISED_FAILURES), "declared as not failing");
    assertThat(failures())
        .as("failures() to bring about; or admit by supports(CATEGORISED_FAILURES)")
        .isNotEmpty();
    failures()
        .forEach((category, settings) ->
            Failures.check(
                "the call with settings for " + category,
                category,
                generate(settings, request(List.of())).thrown(),
                secret()));
  }

  @Test
  void an_interrupt_ends_a_call_in_time() {
    assumeTrue(supports(Capability.CANCELLABLE), "declared as not cancellable");
    Map<String, @Nullable Object> settings = silent().orElseGet(this::settings);
    Ended ended =
        Within.interrupted(
            "the cancelled call",
            new CountDownLatch(silent().isPresent() ? 1 : 0),
            () -> provider().generate(request(List.of()), context(settings)));
    if (ended.thrown() != null && !(ended.thrown() instanceof InterruptedException)) {
      Failures.check("the cancelled call", Category.CANCELLED, ended.thrown(), secret());
    }
  }

  private ModelResponse answer(String what, List<ToolSpec> tools) {
    return response(what, generate(settings(), request(tools)));
  }

  private static ModelResponse response(String what, Ended ended) {
    if (ended.value() instanceof ModelResponse response) {
      return response;
    }
    return fail(what + " was not answered: " + ended.thrown(), ended.thrown());
  }

  private Ended generate(Map<String, @Nullable Object> settings, ModelRequest request) {
    return Within.run("generate", () -> provider().generate(request, context(settings)));
  }

  private static RecordingContext context(Map<String, @Nullable Object> settings) {
    return new RecordingContext().settings(settings);
  }
}
