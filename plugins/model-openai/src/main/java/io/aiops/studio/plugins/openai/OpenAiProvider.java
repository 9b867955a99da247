package io.aiops.studio.plugins.openai;

import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Provides;
import io.aiops.studio.plugins.line.Line;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Asks a service that speaks OpenAI's chat completions, through LangChain4j. */
@Component
@Provides(
    name = "openai",
    title = "OpenAI and compatible",
    description = "OpenAI, Ollama, vLLM, LM Studio and others that speak OpenAI's language.",
    settings = "schema/settings.json")
public final class OpenAiProvider implements ModelProvider {

  /** Services list models for other uses too; these cannot hold a conversation. */
  private static final Pattern NO_CHAT =
      Pattern.compile(
          "(?i).*(embed|whisper|tts|dall-e|moderation|transcribe|gpt-image|sora|babbage|davinci"
              + "|realtime).*");

  private static final Pattern NOT_IN_A_HEADER = Pattern.compile("[^!-~]");

  /** One for all calls, for its connections; each call has its own time-outs. */
  private final Line line = Line.toServices();

  private final OpenAiStreamingChatModel streaming =
      OpenAiStreamingChatModel.builder()
          .httpClientBuilder(Wire.ofTheCall())
          .baseUrl(Wire.ANYWHERE)
          .build();

  private final OpenAiChatModel whole =
      OpenAiChatModel.builder()
          .httpClientBuilder(Wire.ofTheCall())
          .baseUrl(Wire.ANYWHERE)
          .maxRetries(0)
          .build();

  private final OpenAiModelCatalog catalog =
      OpenAiModelCatalog.builder()
          .httpClientBuilder(Wire.ofTheCall())
          .baseUrl(Wire.ANYWHERE)
          .build();

  /** Ends its thread, which would keep the bundle's classes. */
  @Deactivate
  public void close() {
    line.close();
  }

  @Override
  public ModelResponse generate(ModelRequest request, CallContext context)
      throws InterruptedException {
    Settings settings = Settings.of(context.settings());
    context.requireHost(settings.baseUrl());
    String model = request.model().isEmpty() ? settings.model() : request.model();
    if (model.isEmpty()) {
      model = listed(settings, context).getFirst();
    }
    ChatRequest question = new Question(request, settings).with(model);
    Wire wire = new Wire(line, settings, key(context), context.deadline());
    try {
      Optional<ChatResponse> response =
          wire.during(() ->
              settings.streaming()
                  ? streamed(question, context, wire)
                  : Optional.of(whole(question, context)));
      wire.rethrow();
      return Answer.read(response.orElseThrow(() -> unreadable(settings)), request, model);
    } catch (PluginException e) {
      throw e;
    } catch (RuntimeException e) {
      wire.rethrow();
      throw unreadable(settings);
    }
  }

  private Optional<ChatResponse> streamed(ChatRequest question, CallContext context, Wire wire) {
    Answer answer = new Answer(context::progress);
    streaming.chat(question, answer);
    return answer
        .complete()
        .filter(response -> response.finishReason() != null || wire.lastEventSeen());
  }

  private ChatResponse whole(ChatRequest question, CallContext context) {
    ChatResponse response = whole.chat(question);
    if (response.aiMessage().text() != null) {
      context.progress(response.aiMessage().text());
    }
    return response;
  }

  /** The engine's key for this call, as a header can hold it. */
  private static String key(CallContext context) {
    return NOT_IN_A_HEADER.matcher(context.idempotencyKey()).replaceAll("_");
  }

  @Override
  public List<String> models(CallContext context) throws InterruptedException {
    return listed(Settings.of(context.settings()), context);
  }

  private List<String> listed(Settings settings, CallContext context) throws InterruptedException {
    context.requireHost(settings.baseUrl());
    Wire wire = new Wire(line, settings, "", context.deadline());
    Set<String> names = new LinkedHashSet<>();
    if (!settings.model().isEmpty()) {
      names.add(settings.model());
    }
    try {
      wire.during(catalog::listModels).stream()
          .map(ModelDescription::name)
          .filter(name -> !NO_CHAT.matcher(name).matches())
          .forEach(names::add);
    } catch (RuntimeException e) {
      wire.rethrow();
      throw unreadable(settings);
    }
    if (names.isEmpty()) {
      throw new PluginException(
          Category.UNAVAILABLE,
          settings.baseUrl()
              + " answers, but has no model to talk to; load one there, with Ollama by"
              + " 'ollama pull llama3.2'.");
    }
    return List.copyOf(names);
  }

  private static PluginException unreadable(Settings settings) {
    return new PluginException(
        Category.UNAVAILABLE,
        settings.baseUrl()
            + " sent no whole answer in OpenAI's format. Check the settings baseUrl"
            + (settings.streaming() ? " and streaming" : "")
            + "; trying again can help if it broke off.");
  }
}
