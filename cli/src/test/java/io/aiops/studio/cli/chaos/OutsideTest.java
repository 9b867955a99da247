package io.aiops.studio.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.server.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The outside plays an execution's counterparts and writes down what it is asked. */
final class OutsideTest {

  private final Book book = new Book();
  private final Outside outside = new Outside(book, Duration.ofMillis(1));
  private final HttpClient client = HttpClient.newHttpClient();
  private final String execution = UUID.randomUUID().toString();

  @AfterEach
  void close() {
    outside.close();
    client.shutdownNow();
  }

  @Test
  void the_model_wants_its_tool_and_has_an_answer_once_it_ran() {
    JsonNode first = chat("[{'role':'user','content':'Note this: execution=%s'}]");
    JsonNode call = first.path("choices").path(0).path("message").path("tool_calls").path(0);
    assertThat(Json.text(call.path("function"), "name")).isEqualTo("the_tool");
    assertThat(Json.text(call.path("function"), "arguments"))
        .contains("/effect/" + execution + "/note");
    JsonNode second =
        chat("[{'role':'user','content':'Note this: execution=%s'},{'role':'tool','content':'x'}]");
    assertThat(Json.text(second.path("choices").path(0).path("message"), "content"))
        .isEqualTo("noted");
    assertThat(book.count()).isEqualTo(new Book.Count(0, 2, 0, 0, 0, 0));
  }

  @Test
  void effects_are_written_down_under_their_key_and_refusals_are_not() {
    assertThat(post("/effect/" + execution + "/first", "").statusCode()).isEqualTo(200);
    assertThat(post("/refuse/" + execution, "").statusCode()).isEqualTo(422);
    assertThat(book.count().effects()).isEqualTo(1);
  }

  private JsonNode chat(String messages) {
    String body =
        "{'messages':%s,'tools':[{'function':{'name':'the_tool'}}]}"
            .formatted(messages.formatted(execution))
            .replace('\'', '"');
    return Json.mapper().readTree(post("/v1/chat/completions", body).body());
  }

  private HttpResponse<String> post(String path, String body) {
    return client
        .sendAsync(
            HttpRequest.newBuilder(URI.create(outside.url() + path))
                .timeout(Duration.ofMinutes(1))
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .join();
  }
}
