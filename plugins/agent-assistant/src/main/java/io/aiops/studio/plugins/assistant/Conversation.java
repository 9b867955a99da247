package io.aiops.studio.plugins.assistant;

import com.fasterxml.jackson.jr.ob.JSON;
import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.ToolSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One task's talk with the model. */
final class Conversation {

  private static final int LONGEST_INPUT = 60_000;
  private static final int LONGEST_RESULT = 20_000;
  private static final int MOST_CALLS_PER_TURN = 20;

  /** For models that do not count: about what a token is in English. */
  private static final int CHARACTERS_PER_TOKEN = 4;

  /** Mistakes in calling a tool that the model may mend; anything else ends the attempt. */
  private static final Set<Category> MENDABLE =
      Set.of(Category.INVALID_INPUT, Category.NOT_FOUND, Category.DENIED);

  private final AgentTask task;
  private final AgentContext context;
  private final Limits limits;
  private final InstantSource clock;
  private final Instant begin;
  private final List<Message> messages = new ArrayList<>();
  private int turns;
  private long inputTokens;
  private long outputTokens;
  private long uncountedTokens;
  private boolean repaired;
  private String lastText = "";
  private String model = "";
  private boolean simulated;

  Conversation(AgentTask task, AgentContext context, Limits limits, InstantSource clock) {
    this.task = task;
    this.context = context;
    this.limits = limits;
    this.clock = clock;
    this.begin = clock.instant();
  }

  AgentResult run() throws IOException, InterruptedException {
    messages.add(Message.system(limits.system()));
    messages.add(Message.user(opening()));
    while (true) {
      Optional<String> bound = bound();
      if (bound.isPresent()) {
        return new AgentResult.LimitReached(output(Optional.empty()), bound.get());
      }
      ModelResponse response = ask();
      if (response.toolCalls().isEmpty()) {
        if (limits.answer().isEmpty()) {
          return new AgentResult.Completed(output(Optional.empty()));
        }
        Structured answer = Structured.read(response.text(), limits.answer().get());
        if (answer.problem().isEmpty()) {
          return new AgentResult.Completed(output(Optional.of(answer.value())));
        }
        repair(response, answer.problem());
      } else {
        messages.add(Message.assistant(response.text(), response.toolCalls()));
        int made = 0;
        for (Message.ToolCall call : response.toolCalls()) {
          Optional<String> late = time();
          if (late.isPresent()) {
            return new AgentResult.LimitReached(output(Optional.empty()), late.get());
          }
          made++;
          messages.add(
              Message.toolResult(
                  call.id(),
                  made <= MOST_CALLS_PER_TURN
                      ? result(call)
                      : "Not called: "
                          + MOST_CALLS_PER_TURN
                          + " calls are the most in one turn. Ask again if it is still needed."));
        }
      }
    }
  }

  private String opening() throws IOException {
    if (task.inputs().isEmpty()) {
      if (task.instruction().isBlank()) {
        throw new PluginException(
            Category.INVALID_INPUT,
            "The step has neither an instruction nor an input; the model needs one of them.");
      }
      return task.instruction();
    }
    String input = JSON.std.asString(task.inputs());
    boolean cut = input.length() > LONGEST_INPUT;
    return task.instruction()
        + "\n\nInput"
        + (cut ? " (its first " + LONGEST_INPUT + " characters)" : "")
        + ":\n"
        + (cut ? input.substring(0, LONGEST_INPUT) : input);
  }

  private Optional<String> bound() {
    if (turns >= limits.turns()) {
      return Optional.of(limits.turns() == 1 ? "1 turn" : limits.turns() + " turns");
    }
    if (inputTokens + outputTokens + uncountedTokens >= limits.tokens()) {
      return Optional.of(limits.tokens() + " tokens");
    }
    return time();
  }

  private Optional<String> time() {
    return limits
        .time()
        .filter(most -> Duration.between(begin, clock.instant()).compareTo(most) >= 0)
        .map(most -> most.toSeconds() == 1 ? "1 second" : most.toSeconds() + " seconds");
  }

  private ModelResponse ask() throws InterruptedException {
    turns++;
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("temperature", limits.temperature());
    limits.answer().ifPresent(schema -> parameters.put("responseSchema", schema));
    ModelResponse response =
        context.generate(new ModelRequest("", messages, context.tools(), parameters));
    inputTokens += response.usage().inputTokens();
    outputTokens += response.usage().outputTokens();
    if (response.usage().equals(new ModelResponse.Usage(0, 0))) {
      uncountedTokens += (length(messages) + response.text().length()) / CHARACTERS_PER_TOKEN;
    }
    lastText = response.text();
    model = response.model();
    simulated |= response.simulated();
    return response;
  }

  private static long length(List<Message> messages) {
    return messages.stream().mapToLong(message -> message.text().length()).sum();
  }

  private void repair(ModelResponse response, String problem) {
    if (repaired) {
      throw new PluginException(
          Category.INTERNAL,
          "The model's answer does not fit outputSchema, also after it was told: " + problem);
    }
    repaired = true;
    messages.add(Message.assistant(response.text(), List.of()));
    messages.add(
        Message.user(
            "Your answer does not fit: " + problem + ". Answer again with the JSON object only."));
  }

  private String result(Message.ToolCall call) throws InterruptedException {
    context.progress("Calls " + call.tool().replace("__", "/"));
    if (context.tools().stream().map(ToolSpec::name).noneMatch(call.tool()::equals)) {
      return "There is no tool '" + call.tool() + "'.";
    }
    Map<String, @Nullable Object> arguments;
    try {
      arguments =
          new LinkedHashMap<>(
              JSON.std.mapFrom(call.arguments().isBlank() ? "{}" : call.arguments()));
    } catch (IOException e) {
      return "The arguments are no JSON object: " + e.getMessage();
    }
    try {
      String text = JSON.std.asString(context.call(call.tool(), arguments));
      return text.length() <= LONGEST_RESULT
          ? text
          : text.substring(0, LONGEST_RESULT) + "… (cut at " + LONGEST_RESULT + " characters)";
    } catch (PluginException e) {
      if (MENDABLE.contains(e.category())) {
        return "The tool refused: " + e.getMessage();
      }
      throw e;
    } catch (IOException e) {
      return "The tool's result could not be written as JSON: " + e.getMessage();
    }
  }

  private Map<String, @Nullable Object> output(Optional<Map<String, @Nullable Object>> data) {
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("text", lastText);
    data.ifPresent(value -> output.put("data", value));
    output.put("turns", turns);
    output.put("inputTokens", inputTokens);
    output.put("outputTokens", outputTokens);
    output.put("model", model);
    output.put("simulated", simulated);
    return output;
  }
}
