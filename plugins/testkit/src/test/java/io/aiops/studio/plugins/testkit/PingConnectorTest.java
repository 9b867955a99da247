package io.aiops.studio.plugins.testkit;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A good connector passes its contract. */
final class PingConnectorTest extends ConnectorContract {

  private static final String SCHEMA =
      """
      {"type": "object", "properties": {"host": {"type": "string"}}, "required": ["host"]}
      """;

  @Override
  protected Connector connector() {
    Tool ping =
        new Tool(
            "ping",
            "Ping",
            "Says whether a host is there; returns a file.",
            SCHEMA,
            Tool.Effect.NONE,
            (arguments, context) -> {
              if ("nowhere".equals(arguments.get("host"))) {
                throw new PluginException(Category.UNAVAILABLE, "nowhere does not answer");
              }
              if ("slow".equals(arguments.get("host"))) {
                new CountDownLatch(1).await();
              }
              FileRef file =
                  context.save(
                      "ping.txt",
                      "text/plain",
                      new ByteArrayInputStream("pong".getBytes(StandardCharsets.UTF_8)));
              return file.toMap();
            });
    return () -> List.of(ping);
  }

  @Override
  protected List<Call> samples() {
    return List.of(new Call("ping", Map.of("host", "here")));
  }

  @Override
  protected Map<Category, Call> failures() {
    return Map.of(Category.UNAVAILABLE, new Call("ping", Map.of("host", "nowhere")));
  }

  @Override
  protected Optional<Call> slow() {
    return Optional.of(new Call("ping", Map.of("host", "slow")));
  }
}
