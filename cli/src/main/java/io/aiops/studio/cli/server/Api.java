package io.aiops.studio.cli.server;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The server's REST interface. Bodies stream; every call has an end. */
public final class Api implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final Duration TRANSFER = Duration.ofMinutes(15);

  private static final int MAX_METRICS = 16 * 1024 * 1024;

  private final URI base;
  private final Token token;
  private final Answers answers;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  public Api(URI base, Token token) {
    this.base = base;
    this.token = token;
    this.answers = new Answers(base, token);
  }

  public URI base() {
    return base;
  }

  public JsonNode get(Resource resource) {
    return json(request(resource, CALL).GET());
  }

  public JsonNode post(Resource resource, Object body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(resource, CALL)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)));
    headers.forEach((name, value) -> header(request, name, value));
    return json(request);
  }

  /** What a person gave may hold what no header can. */
  private static void header(HttpRequest.Builder request, String name, String value) {
    try {
      HttpRequest.Builder unused = request.header(name, value);
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.misuse(
          "%s is '%s'; expected letters, digits and punctuation of ASCII.".formatted(name, value),
          e);
    }
  }

  /** Makes it so, whatever was there before. */
  public JsonNode put(Resource resource, Object body) {
    return json(
        request(resource, CALL)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body))));
  }

  /** Asks for something that needs no body. */
  public JsonNode post(Resource resource) {
    return json(request(resource, CALL).POST(BodyPublishers.noBody()));
  }

  public JsonNode post(Resource resource, String mediaType, byte[] body) {
    return json(
        request(resource, CALL)
            .header("Content-Type", mediaType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  /** Sends a file as it is read. */
  public JsonNode upload(Resource resource, String mediaType, Path file) {
    try {
      return json(
          request(resource, TRANSFER)
              .header("Content-Type", mediaType)
              .POST(BodyPublishers.ofFile(file)));
    } catch (FileNotFoundException e) {
      throw CommandFailedException.misuse("There is no readable file " + file + ".", e);
    }
  }

  /** Sends parts, files among them as they are read. */
  public JsonNode send(Resource resource, Form form) {
    return json(
        request(resource, TRANSFER).header("Content-Type", form.mediaType()).POST(form.body()));
  }

  public void delete(Resource resource) {
    json(request(resource, CALL).DELETE());
  }

  /** The bytes of a file as they come. */
  public InputStream download(Resource resource) {
    return stream(request(resource, TRANSFER).header("Accept", "*/*"));
  }

  /** The bytes of a file that is made for the body. */
  public InputStream download(Resource resource, Object body) {
    return stream(
        request(resource, TRANSFER)
            .header("Accept", "*/*")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body))));
  }

  /** The Server-Sent Events after {@code lastEventId}. */
  SseReader events(Resource resource, long lastEventId) {
    HttpRequest.Builder request =
        request(resource, CALL).header("Accept", "text/event-stream").GET();
    if (lastEventId > 0) {
      request.header("Last-Event-ID", Long.toString(lastEventId));
    }
    return new SseReader(stream(request));
  }

  /** The server's counters in Prometheus' text format. */
  public String metrics() {
    return exchange(
        request("/metrics", CALL),
        response -> {
          answers.check(response);
          try (InputStream body = response.body()) {
            return new String(body.readNBytes(MAX_METRICS), StandardCharsets.UTF_8);
          }
        });
  }

  private HttpRequest.Builder request(Resource resource, Duration patience) {
    return request("/api/v1/" + resource.text(), patience);
  }

  private HttpRequest.Builder request(String path, Duration patience) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
    token.now().ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private JsonNode json(HttpRequest.Builder request) {
    return exchange(request.header("Accept", "application/json"), answers::json);
  }

  private InputStream stream(HttpRequest.Builder request) {
    return exchange(
        request,
        response -> {
          answers.check(response);
          return response.body();
        });
  }

  /** What is made of an answer. */
  private interface Reading<T> {
    T of(HttpResponse<InputStream> response) throws IOException;
  }

  private <T> T exchange(HttpRequest.Builder request, Reading<T> reading) {
    try {
      return reading.of(http.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (ConnectException e) {
      throw new NoAnswerException(
          "No server answers at " + base + ". Start one with ./studio run, or set STUDIO_URL.", e);
    } catch (HttpTimeoutException e) {
      throw new NoAnswerException("The server at " + base + " took too long to answer.", e);
    } catch (IOException e) {
      throw new NoAnswerException(
          "The connection to " + base + " broke: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("The command was interrupted.", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
