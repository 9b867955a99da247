package io.aiops.studio.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what the server answers: JSON, or a problem document as a failure. */
final class Answers {

  /** More is no answer of a studio. */
  private static final int MAX_BYTES = 256 * 1024 * 1024;

  private static final int MAX_PROBLEM_BYTES = 4 * 1024 * 1024;

  private final URI base;
  private final Token token;

  Answers(URI base, Token token) {
    this.base = base;
    this.token = token;
  }

  /**
   * @throws RefusedException if it is a problem document
   * @throws NoAnswerException if it is an error, but none of a studio
   */
  void check(HttpResponse<InputStream> response) throws IOException {
    if (response.statusCode() < 400) {
      return;
    }
    try (InputStream body = response.body()) {
      Optional<JsonNode> problem =
          type(response).contains("json")
              ? parse(body.readNBytes(MAX_PROBLEM_BYTES)).filter(JsonNode::isObject)
              : Optional.empty();
      throw problem
          .<RuntimeException>map(document -> refused(response, document))
          .orElseGet(() -> noStudio(response.statusCode(), null));
    }
  }

  /** The JSON of an answer; a missing node if it has no body. */
  JsonNode json(HttpResponse<InputStream> response) throws IOException {
    check(response);
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(MAX_BYTES);
      if (bytes.length == 0) {
        return Json.mapper().missingNode();
      }
      return parse(bytes).orElseThrow(() -> noStudio(response.statusCode(), null));
    }
  }

  private RefusedException refused(HttpResponse<InputStream> response, JsonNode document) {
    List<String> problems = new ArrayList<>();
    for (JsonNode problem : document.path("problems")) {
      String path = Json.text(problem, "path");
      String message = Json.text(problem, "message");
      problems.add(path.isEmpty() ? message : path + ": " + message);
    }
    int status = response.statusCode();
    String detail = Json.text(document, "detail");
    String sentence = detail.isEmpty() ? "The server refuses with status " + status + "." : detail;
    return new RefusedException(
        status,
        status == 401 ? sentence + " " + token.origin() : sentence,
        problems,
        retryAfter(response),
        document);
  }

  private NoAnswerException noStudio(int status, @Nullable Throwable cause) {
    return new NoAnswerException(
        "What answers at %s is not (yet) an AI Ops Studio: status %d.".formatted(base, status),
        cause);
  }

  private static Optional<JsonNode> parse(byte[] bytes) {
    try {
      return Optional.of(Json.mapper().readTree(bytes));
    } catch (JacksonException e) {
      // No JSON: the caller says what that means.
      return Optional.empty();
    }
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private static @Nullable Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(null);
  }
}
