package io.aiops.studio.plugins.assistant;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.ToolSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A model that wants many calls in its first turn, answers in its second, and counts no tokens. */
final class ManyCalls {

  private final int calls;
  private List<Message> told = List.of();

  ManyCalls(int calls) {
    this.calls = calls;
  }

  List<String> toolResults() {
    return told.stream()
        .filter(message -> message.role() == Message.Role.TOOL)
        .map(Message::text)
        .toList();
  }

  private ModelResponse generate(ModelRequest request) {
    boolean first = told.isEmpty();
    told = request.messages();
    return new ModelResponse(
        first ? "" : "Done.",
        first
            ? IntStream.range(0, calls)
                .mapToObj(
                    i -> new Message.ToolCall("c" + i, "weather__now", "{\"town\":\"Ghent\"}"))
                .toList()
            : List.of(),
        new ModelResponse.Usage(0, 0),
        "many",
        true);
  }

  /** The context with this model in place of its own. */
  AgentContext around(AgentContext context) {
    return new AgentContext() {
      @Override
      public ModelResponse generate(ModelRequest request) {
        return ManyCalls.this.generate(request);
      }

      @Override
      public List<ToolSpec> tools() {
        return context.tools();
      }

      @Override
      public @Nullable Object call(String tool, Map<String, @Nullable Object> arguments)
          throws InterruptedException {
        return context.call(tool, arguments);
      }

      @Override
      public Map<String, @Nullable Object> settings() {
        return context.settings();
      }

      @Override
      public void requireHost(URI address) {
        context.requireHost(address);
      }

      @Override
      public void requireFolder(Path folder) {
        context.requireFolder(folder);
      }

      @Override
      public String idempotencyKey() {
        return context.idempotencyKey();
      }

      @Override
      public Instant deadline() {
        return context.deadline();
      }

      @Override
      public boolean cancelled() {
        return context.cancelled();
      }

      @Override
      public void progress(String message) {
        context.progress(message);
      }

      @Override
      public InputStream open(FileRef file) throws IOException {
        return context.open(file);
      }

      @Override
      public FileRef save(String name, String mediaType, InputStream content) throws IOException {
        return context.save(name, mediaType, content);
      }
    };
  }
}
