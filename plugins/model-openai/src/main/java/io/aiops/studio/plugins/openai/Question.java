package io.aiops.studio.plugins.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says a request in LangChain4j's words. */
final class Question {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** OpenAI's reasoning models refuse any temperature but their own. */
  private static final Pattern FIXED_TEMPERATURE = Pattern.compile("(o\\d|gpt-5).*");

  private final ModelRequest request;
  private final Settings settings;

  Question(ModelRequest request, Settings settings) {
    this.request = request;
    this.settings = settings;
  }

  ChatRequest with(String model) {
    OpenAiChatRequestParameters.Builder parameters =
        OpenAiChatRequestParameters.builder().modelName(model);
    boolean fixed = settings.openAi() && FIXED_TEMPERATURE.matcher(model).matches();
    if (!fixed && given("temperature").orElse(null) instanceof Number temperature) {
      parameters.temperature(temperature.doubleValue());
    }
    whole("seed").ifPresent(parameters::seed);
    whole("maxTokens")
        .ifPresent(
            settings.openAi() ? parameters::maxCompletionTokens : parameters::maxOutputTokens);
    if (given("responseSchema").orElse(null) instanceof Map<?, ?> schema) {
      parameters.responseFormat(
          ResponseFormat.builder()
              .type(ResponseFormatType.JSON)
              .jsonSchema(
                  JsonSchema.builder()
                      .name("answer")
                      .rootElement(JsonRawSchema.from(json(schema)))
                      .build())
              .build());
    }
    if (!request.tools().isEmpty()) {
      parameters.toolSpecifications(request.tools().stream().map(Question::tool).toList());
    }
    return ChatRequest.builder().messages(messages()).parameters(parameters.build()).build();
  }

  private Optional<Object> given(String name) {
    return settings.leaveOut().contains(name)
        ? Optional.empty()
        : Optional.ofNullable(request.parameters().get(name));
  }

  private Optional<Integer> whole(String name) {
    return given(name)
        .map(value -> {
          if (value instanceof Number number && number.intValue() == number.doubleValue()) {
            return number.intValue();
          }
          throw new PluginException(
              Category.INVALID_INPUT,
              "The parameter "
                  + name
                  + " is "
                  + value
                  + "; expected a whole number between "
                  + Integer.MIN_VALUE
                  + " and "
                  + Integer.MAX_VALUE
                  + ".");
        });
  }

  private List<ChatMessage> messages() {
    List<ChatMessage> messages = new ArrayList<>();
    Map<String, String> toolOfCall = new LinkedHashMap<>();
    for (Message message : request.messages()) {
      switch (message.role()) {
        case SYSTEM -> {
          if (!message.text().isBlank()) {
            messages.add(SystemMessage.from(message.text()));
          }
        }
        case USER -> messages.add(UserMessage.from(message.text()));
        case ASSISTANT -> {
          message.toolCalls().forEach(call -> toolOfCall.put(call.id(), call.tool()));
          messages.add(assistant(message));
        }
        case TOOL ->
            messages.add(
                ToolExecutionResultMessage.from(
                    message.toolCallId(),
                    toolOfCall.getOrDefault(message.toolCallId(), "tool"),
                    message.text()));
      }
    }
    if (messages.isEmpty()) {
      throw new PluginException(
          Category.INVALID_INPUT, "There is no message to answer; expected at least one.");
    }
    return messages;
  }

  private static AiMessage assistant(Message message) {
    AiMessage.Builder builder = AiMessage.builder();
    if (!message.text().isEmpty() || message.toolCalls().isEmpty()) {
      builder.text(message.text());
    }
    return builder
        .toolExecutionRequests(
            message.toolCalls().stream()
                .map(call ->
                    ToolExecutionRequest.builder()
                        .id(call.id())
                        .name(call.tool())
                        .arguments(call.arguments())
                        .build())
                .toList())
        .build();
  }

  private static ToolSpecification tool(ToolSpec tool) {
    return ToolSpecification.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(parameters(tool))
        .build();
  }

  /** LangChain4j wants the outermost object in its own words; what is inside passes as it is. */
  private static JsonObjectSchema parameters(ToolSpec tool) {
    Map<?, ?> schema;
    try {
      schema = JSON.readValue(tool.inputSchema(), Map.class);
    } catch (JsonProcessingException e) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "The schema of the tool '"
              + tool.name()
              + "' is no JSON object: "
              + e.getOriginalMessage());
    }
    JsonObjectSchema.Builder builder = JsonObjectSchema.builder();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, inner) -> builder.addProperty(String.valueOf(name), raw(inner)));
    }
    if (schema.get("required") instanceof List<?> required) {
      builder.required(required.stream().map(String::valueOf).toList());
    }
    if (schema.get("$defs") instanceof Map<?, ?> definitions) {
      Map<String, JsonSchemaElement> named = new LinkedHashMap<>();
      definitions.forEach((name, inner) -> named.put(String.valueOf(name), raw(inner)));
      builder.definitions(named);
    }
    return builder.build();
  }

  /** A schema may also be {@code true}: anything goes. */
  private static JsonRawSchema raw(@Nullable Object schema) {
    return JsonRawSchema.from(schema instanceof Map<?, ?> map ? json(map) : "{}");
  }

  private static String json(Map<?, ?> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new PluginException(
          Category.INVALID_INPUT, "A schema cannot be written as JSON: " + e.getOriginalMessage());
    }
  }
}
