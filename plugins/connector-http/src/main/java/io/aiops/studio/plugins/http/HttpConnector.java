package io.aiops.studio.plugins.http;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import io.aiops.studio.api.Tool;
import io.aiops.studio.plugins.line.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Calls web addresses and APIs. Needs no settings for what is public. */
@Component
@Provides(
    name = "http",
    title = "HTTP",
    description = "Calls web addresses and APIs.",
    settings = "schema/settings.json")
public final class HttpConnector implements Connector {

  private final Gate.Resolver resolver;
  private final Line line;

  @Activate
  public HttpConnector() {
    this(host -> List.of(InetAddress.getAllByName(host)), Line.toAddresses());
  }

  HttpConnector(Gate.Resolver resolver, Line line) {
    this.resolver = resolver;
    this.line = line;
  }

  /** Ends its thread, which would keep the bundle's classes. */
  @Deactivate
  public void close() {
    line.close();
  }

  @Override
  public List<Tool> tools() {
    return List.of(
        new Tool(
            "get",
            "Fetch an address",
            "Fetches a web page, JSON or a file; returns status, headers and body, json or file.",
            schema("get"),
            Tool.Effect.NONE,
            (arguments, context) -> call(Question.get(arguments), arguments, context)),
        new Tool(
            "request",
            "Call an API",
            "Sends a request with any method and body; returns status, headers and body, json or file.",
            schema("request"),
            Tool.Effect.IRREVERSIBLE,
            (arguments, context) -> call(Question.any(arguments), arguments, context)));
  }

  private Map<String, @Nullable Object> call(
      Question question, Map<String, @Nullable Object> arguments, CallContext context)
      throws InterruptedException {
    Settings settings = Settings.from(context.settings());
    Gate gate = new Gate(settings, resolver, context::requireHost);
    return new Exchange(settings, gate, line, context).run(question, Wish.from(arguments));
  }

  private static String schema(String tool) {
    try (InputStream in = HttpConnector.class.getResourceAsStream("/schema/" + tool + ".json")) {
      if (in == null) {
        throw new IllegalStateException("schema/" + tool + ".json is not in the bundle");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
