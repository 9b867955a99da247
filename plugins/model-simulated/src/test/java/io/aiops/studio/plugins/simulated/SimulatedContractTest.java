package io.aiops.studio.plugins.simulated;

import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.ModelProviderContract;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class SimulatedContractTest extends ModelProviderContract {

  private final SimulatedModel model = new SimulatedModel();

  @Override
  protected ModelProvider provider() {
    return model;
  }

  @Override
  protected Map<String, @Nullable Object> settings() {
    return Map.of();
  }

  @Override
  protected Map<Category, Map<String, @Nullable Object>> failures() {
    return Map.of(Category.UNAVAILABLE, Map.of("errorRate", 1));
  }

  @Override
  protected Optional<Map<String, @Nullable Object>> silent() {
    return Optional.of(Map.of("latencyMillis", 60_000));
  }
}
