package io.aiops.studio.plugins.openai;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer on its way, and then as a whole. */
final class Answer implements StreamingChatResponseHandler {

  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Consumer<String> progress;
  private final StringBuilder text = new StringBuilder();
  private long shownAt = System.nanoTime() - BETWEEN_NANOS;
  private @Nullable ChatResponse complete;
  private @Nullable Throwable garbled;

  Answer(Consumer<String> progress) {
    this.progress = progress;
  }

  /** The whole text so far, ten times a second at most: people read no faster. */
  @Override
  public void onPartialResponse(String part) {
    text.append(part);
    if (System.nanoTime() - shownAt >= BETWEEN_NANOS) {
      progress.accept(text.toString());
      shownAt = System.nanoTime();
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    complete = response;
    if (response.aiMessage().text() != null) {
      progress.accept(response.aiMessage().text());
    }
  }

  @Override
  public void onError(Throwable thrown) {
    garbled = thrown;
  }

  /** Empty if what came cannot be understood. */
  Optional<ChatResponse> complete() {
    return garbled == null ? Optional.ofNullable(complete) : Optional.empty();
  }

  /**
   * @param asked the model that was asked; the service may say more exactly which one answered
   */
  static ModelResponse read(ChatResponse response, ModelRequest request, String asked) {
    if (response.finishReason() == FinishReason.CONTENT_FILTER) {
      throw new PluginException(
          Category.DENIED,
          "The content filter of the service stopped the answer of " + asked + ".");
    }
    AiMessage message = response.aiMessage();
    List<Message.ToolCall> calls = new ArrayList<>();
    for (ToolExecutionRequest call : message.toolExecutionRequests()) {
      // Some services leave the id out; it has to be unique in the conversation.
      String id =
          call.id() == null || call.id().isBlank()
              ? "call-" + request.messages().size() + "-" + (calls.size() + 1)
              : call.id();
      calls.add(
          new Message.ToolCall(
              id,
              call.name(),
              call.arguments() == null || call.arguments().isBlank() ? "{}" : call.arguments()));
    }
    String text = message.text() == null ? "" : message.text();
    boolean cut =
        response.finishReason() == FinishReason.LENGTH
            && calls.isEmpty()
            && !request.parameters().containsKey("responseSchema");
    return new ModelResponse(
        cut ? text + "\n\n[The model stopped here at its limit of tokens.]" : text,
        calls,
        usage(response.tokenUsage()),
        response.modelName() == null || response.modelName().isBlank()
            ? asked
            : response.modelName(),
        false);
  }

  private static ModelResponse.Usage usage(@Nullable TokenUsage usage) {
    return usage == null
        ? new ModelResponse.Usage(0, 0)
        : new ModelResponse.Usage(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }
}
