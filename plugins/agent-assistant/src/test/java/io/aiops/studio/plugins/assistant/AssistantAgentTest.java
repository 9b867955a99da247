package io.aiops.studio.plugins.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.RecordingContext;
import io.aiops.studio.plugins.testkit.ScriptedModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssistantAgentTest {

  private static final String TOOL = "weather__now";
  private static final AgentTask TASK =
      new AgentTask("t1", 1, "Where is it raining?", Map.of("country", "Belgium"));

  private final RecordingContext context = new RecordingContext().grant(TOOL, Weather.tool());

  private AgentResult run(ScriptedModel model) throws Exception {
    return new AssistantAgent().run(TASK, context.with(model));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> completed(AgentResult result) {
    assertThat(result).isInstanceOf(AgentResult.Completed.class);
    return (Map<String, @Nullable Object>) ((AgentResult.Completed) result).output();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> limited(AgentResult result, String limit) {
    assertThat(result)
        .isInstanceOfSatisfying(
            AgentResult.LimitReached.class,
            reached -> assertThat(reached.limit()).isEqualTo(limit));
    return (Map<String, @Nullable Object>) ((AgentResult.LimitReached) result).output();
  }

  /** What the model was told last before its last turn. */
  private String lastTold() {
    return context.requests().getLast().messages().getLast().text();
  }

  @Test
  void it_calls_the_tools_the_model_wants_and_tells_it_what_came_out() throws Exception {
    Map<String, @Nullable Object> output =
        completed(
            run(ScriptedModel.calling(TOOL, "{\"town\":\"Ghent\"}").thenAnswering("In Ghent.")));
    assertThat(output)
        .containsEntry("text", "In Ghent.")
        .containsEntry("turns", 2)
        .containsEntry("inputTokens", 20L)
        .containsEntry("outputTokens", 10L)
        .containsEntry("model", "scripted")
        .containsEntry("simulated", true);
    assertThat(context.calls())
        .containsExactly(new RecordingContext.ToolCall(TOOL, Map.of("town", "Ghent")));
    List<Message> second = context.requests().getLast().messages();
    assertThat(second)
        .extracting(Message::role)
        .containsExactly(
            Message.Role.SYSTEM, Message.Role.USER, Message.Role.ASSISTANT, Message.Role.TOOL);
    assertThat(second.get(1).text()).contains("Where is it raining?").contains("Belgium");
    assertThat(second.getLast()).isEqualTo(Message.toolResult("call-1", "{\"sky\":\"rain\"}"));
    assertThat(context.requests().getFirst().tools())
        .singleElement()
        .satisfies(spec -> assertThat(spec.name()).isEqualTo(TOOL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "weather__now; {\"town\": ; no JSON object",
        "weather__now; [1]; no JSON object",
        "weather__now; {\"city\":\"Ghent\"}; refused",
        "weather__now; {\"town\":\"Atlantis\"}; No town Atlantis.",
        "hammer; {}; There is no tool 'hammer'",
      })
  void a_mistake_in_a_call_is_told_to_the_model_which_may_mend_it(
      String tool, String arguments, String told) throws Exception {
    assertThat(completed(run(ScriptedModel.calling(tool, arguments).thenAnswering("Sorry."))))
        .containsEntry("text", "Sorry.");
    assertThat(lastTold()).contains(told);
  }

  @Test
  void a_tool_that_is_away_ends_the_attempt_so_that_the_engine_can_retry_it() {
    assertThatThrownBy(
            () -> run(ScriptedModel.calling(TOOL, "{\"town\":\"Mars\"}").thenAnswering("?")))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
  }

  @Test
  void a_large_result_is_cut_and_says_so() throws Exception {
    completed(run(ScriptedModel.calling(TOOL, "{\"town\":\"Everywhere\"}").thenAnswering("Ok.")));
    assertThat(lastTold()).hasSizeLessThan(20_100).endsWith("(cut at 20000 characters)");
  }

  @Test
  void a_large_input_is_cut_and_says_so() throws Exception {
    new AssistantAgent()
        .run(
            new AgentTask("t1", 1, "Sum up.", Map.of("text", "x".repeat(100_000))),
            context.with(ScriptedModel.answering("Many x.")));
    assertThat(context.requests().getFirst().messages().get(1).text())
        .hasSizeLessThan(60_200)
        .contains("its first 60000 characters");
  }

  @Test
  void a_model_that_never_stops_calling_is_stopped_at_the_bound_of_turns() throws Exception {
    context.settings(Map.of("maxTurns", 3));
    assertThat(limited(run(ScriptedModel.calling(TOOL, "{\"town\":\"Ghent\"}")), "3 turns"))
        .containsEntry("turns", 3);
    assertThat(context.requests()).hasSize(3);
    assertThat(context.calls()).hasSize(3);
  }

  @Test
  void tokens_are_bounded_over_all_turns() throws Exception {
    // The script counts 15 tokens a turn: after two turns 30 are used.
    context.settings(Map.of("maxTokens", 30));
    assertThat(limited(run(ScriptedModel.calling(TOOL, "{\"town\":\"Ghent\"}")), "30 tokens"))
        .containsEntry("inputTokens", 20L)
        .containsEntry("outputTokens", 10L);
    assertThat(context.requests()).hasSize(2);
  }

  @Test
  void an_answer_within_the_last_turn_counts() throws Exception {
    context.settings(Map.of("maxTurns", 1));
    assertThat(completed(run(ScriptedModel.answering("Here.")))).containsEntry("text", "Here.");
  }

  @Test
  void time_is_bounded_between_calls() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    RecordingContext slow =
        new RecordingContext()
            .settings(Map.of("maxSeconds", 60))
            .grant(
                TOOL,
                Weather.tool((arguments, lent) -> {
                  now.updateAndGet(t -> t.plusSeconds(25));
                  return "rain";
                }))
            .with(ScriptedModel.calling(TOOL, "{\"town\":\"Ghent\"}"));
    AgentResult result = new AssistantAgent(now::get).run(TASK, slow);
    assertThat(limited(result, "60 seconds")).containsEntry("turns", 3);
    assertThat(slow.calls()).hasSize(3);
  }

  @Test
  void one_turn_makes_twenty_calls_at_most_and_tells_the_model() throws Exception {
    ManyCalls many = new ManyCalls(25);
    RecordingContext counting = new RecordingContext().grant(TOOL, Weather.tool());
    AgentResult result = new AssistantAgent().run(TASK, many.around(counting));
    completed(result);
    assertThat(counting.calls()).hasSize(20);
    assertThat(many.toolResults()).hasSize(25);
    assertThat(many.toolResults().getLast()).startsWith("Not called: 20 calls are the most");
  }

  @Test
  void a_model_that_counts_no_tokens_is_counted_by_its_words() throws Exception {
    ManyCalls uncounted = new ManyCalls(1);
    RecordingContext bounded =
        new RecordingContext().grant(TOOL, Weather.tool()).settings(Map.of("maxTokens", 10));
    AgentResult result = new AssistantAgent().run(TASK, uncounted.around(bounded));
    limited(result, "10 tokens");
  }

  @Test
  void a_task_without_anything_in_it_is_refused_before_the_model_is_asked() {
    assertThatThrownBy(
            () -> new AssistantAgent().run(new AgentTask("t1", 1, " ", Map.of()), context))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.category()).isEqualTo(Category.INVALID_INPUT));
    assertThat(context.requests()).isEmpty();
  }

  private static final Map<String, @Nullable Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of(
              "team", Map.of("enum", List.of("billing", "technical")),
              "score", Map.of("type", "integer", "minimum", 0, "maximum", 10),
              "tags", Map.of("type", "array", "items", Map.of("type", "string"))),
          "required",
          List.of("team", "score"),
          "additionalProperties",
          false);

  @Test
  void a_wanted_shape_is_asked_for_and_comes_as_data() throws Exception {
    context.settings(Map.of("outputSchema", SCHEMA, "temperature", 0.3, "system", "Be exact."));
    assertThat(
            completed(
                run(
                    ScriptedModel.answering(
                        "Sure:\n```json\n{\"team\":\"billing\",\"score\":3,\"tags\":[\"a\"]}\n```"))))
        .containsEntry("data", Map.of("team", "billing", "score", 3, "tags", List.of("a")));
    assertThat(context.requests().getFirst().parameters())
        .containsEntry("responseSchema", SCHEMA)
        .containsEntry("temperature", 0.3);
    assertThat(context.requests().getFirst().messages().getFirst())
        .isEqualTo(Message.system("Be exact."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "I think billing.; it has no JSON object",
        "{\"team\": \"billing\", }; it is no JSON",
        "{\"team\": \"billing\"}; 'score' is missing",
        "{\"team\": \"sales\", \"score\": 1}; 'team' is 'sales', not one of [billing, technical]",
        "{\"team\": \"billing\", \"score\": \"high\"}; 'score' is 'high', not of type [integer]",
        "{\"team\": \"billing\", \"score\": 2.5}; 'score' is '2.5', not of type [integer]",
        "{\"team\": \"billing\", \"score\": 11}; 'score' is 11, more than 10",
        "{\"team\": \"billing\", \"score\": -1}; 'score' is -1, less than 0",
        "{\"team\": \"billing\", \"score\": 1, \"tags\": [1]}; 'tags[0]' is '1'",
        "{\"team\": \"billing\", \"score\": 1, \"why\": \"x\"}; 'why' is not asked for",
      })
  void an_answer_of_another_shape_is_mended_by_the_model_once(String answer, String told)
      throws Exception {
    context.settings(Map.of("outputSchema", SCHEMA));
    assertThat(
            completed(
                run(
                    ScriptedModel.answering(answer)
                        .thenAnswering("{\"team\":\"technical\",\"score\":1}"))))
        .containsEntry("data", Map.of("team", "technical", "score", 1));
    assertThat(lastTold()).contains(told);
  }

  @Test
  void an_answer_that_stays_of_another_shape_fails_and_names_the_field() {
    context.settings(Map.of("outputSchema", SCHEMA));
    assertThatThrownBy(() -> run(ScriptedModel.answering("{\"team\":\"sales\",\"score\":1}")))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.category()).isEqualTo(Category.INTERNAL))
        .hasMessageContaining("'team' is 'sales'");
    assertThat(context.requests()).hasSize(2);
  }

  @Test
  void a_bound_reached_before_the_shape_fits_is_said_and_no_data_is_made_up() throws Exception {
    context.settings(Map.of("outputSchema", SCHEMA, "maxTurns", 1));
    assertThat(limited(run(ScriptedModel.answering("Billing, I guess.")), "1 turn"))
        .containsEntry("text", "Billing, I guess.")
        .doesNotContainKey("data");
  }

  @Test
  void people_see_which_tool_is_called() throws Exception {
    run(ScriptedModel.calling(TOOL, "{\"town\":\"Ghent\"}").thenAnswering("Ok."));
    assertThat(context.progress()).contains("Calls weather/now");
  }
}
