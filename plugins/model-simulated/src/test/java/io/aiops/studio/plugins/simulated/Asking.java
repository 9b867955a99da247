package io.aiops.studio.plugins.simulated;

import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the simulated model. */
abstract class Asking {

  final SimulatedModel model = new SimulatedModel();

  ModelResponse ask(ModelRequest request, Map<String, ? extends @Nullable Object> settings)
      throws InterruptedException {
    return model.generate(request, new RecordingContext().settings(settings));
  }

  static ModelRequest request(
      String prompt, List<ToolSpec> tools, Map<String, @Nullable Object> parameters) {
    return new ModelRequest("", List.of(Message.user(prompt)), tools, parameters);
  }

  String text(String prompt) throws InterruptedException {
    return ask(request(prompt, List.of(), Map.of()), Map.of()).text();
  }
}
