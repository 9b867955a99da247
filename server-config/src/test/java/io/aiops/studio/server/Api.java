package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** REST as a program uses it, with one token. */
public record Api(String url, String token) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(1)).build();
  public static final JsonMapper JSON = new JsonMapper();

  /** An answer; {@link #json()} reads its body. */
  public record Answer(int status, String body, HttpResponse<String> response) {
    public JsonNode json() {
      return JSON.readTree(body);
    }

    public Answer expect(int expected) {
      if (status != expected) {
        throw new AssertionError(
            response.request().method()
                + " "
                + response.uri()
                + " answered "
                + status
                + " where "
                + expected
                + " was expected: "
                + body);
      }
      return this;
    }

    /** A refusal as RFC 9457 has it; nothing of the server's inside shows. */
    public JsonNode problem(int expected) {
      expect(expected);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      JsonNode problem = json();
      assertThat(problem.get("status").asInt()).isEqualTo(expected);
      assertThat(problem.get("type").asString()).isEqualTo("about:blank");
      assertThat(problem.get("title").asString()).isNotBlank();
      assertThat(problem.get("detail").asString()).isNotBlank();
      assertThat(problem.get("instance").asString()).isEqualTo(response.uri().getRawPath());
      assertThat(body).doesNotContain("Exception", "java.", "io.aiops.studio.host", "\tat ");
      return problem;
    }

    /** A refusal that is about fields: these, in this order. */
    public void names(int expected, String... fields) {
      List<String> named = new ArrayList<>();
      problem(expected).get("problems").forEach(one -> named.add(one.get("path").asString()));
      assertThat(named).as(body).containsExactly(fields);
    }
  }

  /** The same server, somebody else's token. */
  public Api as(String other) {
    return new Api(url, other);
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return send("DELETE", path, "application/json", BodyPublishers.noBody());
  }

  public Answer post(String path, Object body) {
    return send(
        "POST", path, "application/json", BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  public Answer put(String path, Object body) {
    return send(
        "PUT", path, "application/json", BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  public Answer send(
      String method, String path, String type, BodyPublisher body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!token.isEmpty()) {
      all.addAll(List.of("Authorization", "Bearer " + token));
    }
    all.addAll(List.of("Content-Type", type));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
            .timeout(Duration.ofSeconds(60))
            .headers(all.toArray(String[]::new))
            .method(method, body)
            .build();
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Saves a workflow's text. */
  public JsonNode save(String text) {
    return send("POST", "/workflows", "application/yaml", BodyPublishers.ofString(text))
        .expect(201)
        .json();
  }

  /** Starts an execution; gives its id. */
  public String start(String workflow, Map<String, ?> inputs) {
    return post("/executions", Map.of("workflow", workflow, "inputs", inputs))
        .expect(201)
        .json()
        .get("id")
        .asString();
  }

  public JsonNode execution(String id) {
    return get("/executions/" + id).expect(200).json();
  }

  public String status(String id) {
    return execution(id).get("summary").get("status").asString();
  }

  /** What is answered as a file. */
  public byte[] file(String path, Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  HttpResponse<byte[]> download(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  Answer upload(String name, String type, Path file) throws IOException {
    return send("POST", "/files?name=" + name, type, BodyPublishers.ofFile(file));
  }
}
