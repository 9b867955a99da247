package io.aiops.studio.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads an execution's event stream as browsers do; closing it cuts the connection. */
public final class EventReader implements AutoCloseable {

  /**
   * @param id empty for what cannot be resumed from
   */
  public record ServerEvent(String id, String name, String data) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final BufferedReader lines;
  private final int status;

  /**
   * @param lastEventId empty from the beginning
   */
  public EventReader(Api api, String execution, String lastEventId) {
    this(api, URI.create(api.url() + "/api/v1/executions/" + execution + "/events"), lastEventId);
  }

  private EventReader(Api api, URI address, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofMinutes(1))
            .header("Accept", "text/event-stream");
    if (!api.token().isEmpty()) {
      request.header("Authorization", "Bearer " + api.token());
    }
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      this.status = response.statusCode();
      this.lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Which executions of the workspace end. */
  public static EventReader ofEnded(Api api) {
    return new EventReader(api, URI.create(api.url() + "/api/v1/executions/ended"), "");
  }

  public int status() {
    return status;
  }

  /** Reads until one is as wanted, or the server closes the stream. */
  public List<ServerEvent> until(Predicate<ServerEvent> last) {
    List<ServerEvent> events = new ArrayList<>();
    Optional<ServerEvent> next = next();
    while (next.isPresent()) {
      events.add(next.get());
      next = last.test(next.get()) ? Optional.empty() : next();
    }
    return events;
  }

  /** True if the server has closed the stream and nothing more comes. */
  boolean over() {
    return next().isEmpty();
  }

  private Optional<ServerEvent> next() {
    String id = "";
    String name = "message";
    String data = "";
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !data.isEmpty()) {
          return Optional.of(new ServerEvent(id, name, data));
        }
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        switch (colon < 1 ? "" : line.substring(0, colon)) {
          case "id" -> id = value;
          case "event" -> name = value;
          case "data" -> data += value;
          default -> {
            // A comment: the heartbeat.
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
