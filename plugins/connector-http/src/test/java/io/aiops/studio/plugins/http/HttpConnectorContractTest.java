package io.aiops.studio.plugins.http;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.ConnectorContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

final class HttpConnectorContractTest extends ConnectorContract {

  private final FakeWeb web = new FakeWeb();
  private final HttpConnector connector = new HttpConnector();

  @AfterEach
  void stop() {
    connector.close();
    web.close();
  }

  @Override
  protected Connector connector() {
    return connector;
  }

  @Override
  protected RecordingContext context() {
    RecordingContext context =
        new RecordingContext()
            .settings(
                Map.of(
                    "baseUrl",
                    web.url(""),
                    "privateAddresses",
                    true,
                    "bearerToken",
                    FakeWeb.SECRET,
                    "timeoutSeconds",
                    5,
                    "maxBytes",
                    10_000));
    context.put("data.bin", "application/octet-stream", new byte[] {65, 66});
    return context;
  }

  @Override
  protected String secret() {
    return FakeWeb.SECRET;
  }

  @Override
  protected List<Call> samples() {
    FileRef file = new FileRef("file-1", "data.bin", "application/octet-stream", 2);
    return List.of(
        new Call("get", Map.of("url", "/page")),
        new Call("get", Map.of("url", "json", "query", Map.of("q", List.of("a b", 2)))),
        new Call("get", Map.of("url", "/image.png")),
        new Call("get", Map.of("url", "/page", "as", "file", "fileName", "page.html")),
        new Call("get", Map.of("url", "/status/404", "acceptStatus", List.of(404))),
        new Call("request", Map.of("url", "/x", "json", Map.of("a", 1))),
        new Call("request", Map.of("url", "/x", "method", "PUT", "file", file.toMap())),
        new Call("request", Map.of("url", "/x", "method", "DELETE")),
        new Call("request", Map.of("url", "/x", "form", Map.of("a", "b"))));
  }

  @Override
  protected Map<Category, Call> failures() {
    return Map.of(
        Category.DENIED, new Call("get", Map.of("url", "/status/401")),
        Category.NOT_FOUND, new Call("get", Map.of("url", "/status/404")),
        Category.RATE_LIMITED, new Call("get", Map.of("url", "/status/429")),
        Category.UNAVAILABLE, new Call("get", Map.of("url", "/status/503")),
        Category.INVALID_INPUT, new Call("request", Map.of("url", "/status/422")),
        Category.LIMIT_REACHED, new Call("get", Map.of("url", "/large")),
        Category.TIMEOUT, new Call("get", Map.of("url", "/halting")));
  }

  @Override
  protected Optional<Call> slow() {
    return Optional.of(new Call("get", Map.of("url", "/silent")));
  }
}
