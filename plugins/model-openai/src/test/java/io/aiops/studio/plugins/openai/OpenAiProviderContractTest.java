package io.aiops.studio.plugins.openai;

import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.ModelProviderContract;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

final class OpenAiProviderContractTest extends ModelProviderContract {

  private final FakeService service = new FakeService();
  private final OpenAiProvider provider = new OpenAiProvider();

  @AfterEach
  void stop() {
    provider.close();
    service.close();
  }

  @Override
  protected ModelProvider provider() {
    return provider;
  }

  @Override
  protected Map<String, @Nullable Object> settings() {
    return in("good");
  }

  private Map<String, @Nullable Object> in(String mood) {
    return Map.of("baseUrl", service.url(mood), "apiKey", FakeService.KEY);
  }

  @Override
  protected String secret() {
    return FakeService.KEY;
  }

  @Override
  protected Map<Category, Map<String, @Nullable Object>> failures() {
    return Map.of(
        Category.DENIED,
        in("denied"),
        Category.RATE_LIMITED,
        in("limited"),
        Category.NOT_FOUND,
        in("missing"),
        Category.INVALID_INPUT,
        in("bad"),
        Category.UNAVAILABLE,
        in("away"),
        Category.LIMIT_REACHED,
        in("out-of-quota"),
        Category.TIMEOUT,
        Map.of("baseUrl", service.url("silent"), "model", "tiny-1", "timeoutSeconds", 1));
  }

  @Override
  protected Optional<Map<String, @Nullable Object>> silent() {
    return Optional.of(Map.of("baseUrl", service.url("silent"), "model", "tiny-1"));
  }
}
