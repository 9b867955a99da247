package io.aiops.studio.plugins.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A provider, and a service with moods that it asks. */
abstract class Asking {

  static final ModelRequest HELLO = ask("Hello");

  final FakeService service = new FakeService();
  final OpenAiProvider provider = new OpenAiProvider();

  @AfterEach
  void stop() {
    provider.close();
    service.close();
  }

  static ModelRequest ask(String text) {
    return new ModelRequest("tiny-1", List.of(Message.user(text)), List.of(), Map.of());
  }

  RecordingContext in(String mood, Map<String, ? extends @Nullable Object> more) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put("baseUrl", service.url(mood));
    settings.put("apiKey", FakeService.KEY);
    settings.putAll(more);
    return new RecordingContext().settings(settings);
  }

  RecordingContext in(String mood) {
    return in(mood, Map.of());
  }

  PluginException failure(RecordingContext context) {
    PluginException failure =
        catchThrowableOfType(PluginException.class, () -> provider.generate(HELLO, context));
    assertThat(failure).as("the failure").isNotNull();
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).as("the whole trace").doesNotContain(FakeService.KEY);
    return failure;
  }
}
