package io.aiops.studio.plugins.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.plugins.testkit.BundleContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class SimulatedBundleTest extends BundleContract {

  @Override
  protected Set<Contribution> contributions() {
    return Set.of(new Contribution(ModelProvider.class, "simulated"));
  }

  @Override
  protected void use(Contribution contribution, Object service) throws Exception {
    ModelRequest request =
        new ModelRequest(
            "",
            List.of(Message.user("Input: {\"town\": \"Ghent\"}")),
            List.of(),
            Map.of(
                "responseSchema",
                Map.of("type", "object", "properties", Map.of("town", Map.of("type", "string")))));
    assertThat(((ModelProvider) service).generate(request, new RecordingContext()).text())
        .isEqualTo("{\"town\":\"Ghent\"}");
  }
}
