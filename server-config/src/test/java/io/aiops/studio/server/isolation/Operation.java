package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.Api;
import io.aiops.studio.server.Api.Answer;
import io.aiops.studio.server.StudioServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A path and method as the server describes them.
 *
 * @param body the first media type it takes; empty if it takes none
 */
record Operation(String method, String path, String body) {

  /** Asks for a signature in place of a token. */
  static final String HOOK = "/hooks/{id}";

  /** Asks for a signed token in its address in place of one in a header. */
  static final String LINK = "/approvals/links/{token}";

  private static final String JSON = "application/json";
  private static final String ROOT = "/api/v1";

  String key() {
    return method + " " + path;
  }

  Answer ask(Api api, Side whose, String... headers) {
    return api.send(
        method,
        whose.path(path),
        body.isEmpty() ? JSON : body,
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"),
        headers);
  }

  /** All of them, without the part of the address that all share. */
  static List<Operation> of(StudioServer server) {
    List<Operation> operations = new ArrayList<>();
    Api.JSON
        .readTree(description(server))
        .get("paths")
        .forEachEntry((path, methods) -> {
          assertThat(path).startsWith(ROOT + "/");
          methods.forEachEntry((method, operation) ->
              operations.add(
                  new Operation(
                      method.toUpperCase(Locale.ROOT),
                      path.substring(ROOT.length()),
                      operation.at("/requestBody/content").propertyNames().stream()
                          .findFirst()
                          .orElse(""))));
        });
    return operations;
  }

  private static String description(StudioServer server) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(server.url() + "/openapi?format=json"))
                  .timeout(Duration.ofMinutes(1))
                  .header("Accept", JSON)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
