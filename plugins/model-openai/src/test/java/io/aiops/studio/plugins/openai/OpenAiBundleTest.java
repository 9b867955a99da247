package io.aiops.studio.plugins.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.plugins.testkit.BundleContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** LangChain4j works inside the bundle, with nothing of it outside. */
final class OpenAiBundleTest extends BundleContract {

  @Override
  protected Set<Contribution> contributions() {
    return Set.of(new Contribution(ModelProvider.class, "openai"));
  }

  @Override
  protected void use(Contribution contribution, Object given) throws Exception {
    assertThat(given.getClass()).as("the bundle's own class").isNotEqualTo(OpenAiProvider.class);
    ModelProvider provider = (ModelProvider) given;
    ToolSpec weather = new ToolSpec("weather", "Tells it.", "{\"type\": \"object\"}");
    try (FakeService service = new FakeService()) {
      for (boolean streaming : List.of(true, false)) {
        RecordingContext context =
            new RecordingContext()
                .settings(Map.of("baseUrl", service.url("good"), "streaming", streaming));
        assertThat(provider.models(context)).containsExactly("tiny-1", "big-1");
        assertThat(provider.generate(request(List.of()), context).text())
            .isEqualTo("You said: Hello");
        assertThat(provider.generate(request(List.of(weather)), context).toolCalls())
            .singleElement()
            .extracting(Message.ToolCall::arguments)
            .isEqualTo("{\"town\":\"Ghent\"}");
      }
    }
  }

  private static ModelRequest request(List<ToolSpec> tools) {
    return new ModelRequest(
        "",
        List.of(Message.user("Hello")),
        tools,
        Map.of("responseSchema", Map.of("type", "object"), "temperature", 0));
  }
}
