package io.aiops.studio.plugins.testkit;

import io.aiops.studio.api.ModelProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scripted model is itself a good provider, apart from failing only when told to. */
final class ScriptedModelTest extends ModelProviderContract {

  @Override
  protected ModelProvider provider() {
    return ScriptedModel.answering("Clear skies.");
  }

  @Override
  protected Map<String, @Nullable Object> settings() {
    return Map.of();
  }

  @Override
  protected boolean supports(Capability capability) {
    return capability != Capability.CATEGORISED_FAILURES;
  }
}
