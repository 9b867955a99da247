package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.server.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class SlowModelTest {

  @Test
  void thinks_about_many_at_the_same_time() {
    try (SlowModel model = new SlowModel(Duration.ofMillis(2_000));
        HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(model.url() + "/chat/completions"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"messages\":[]}"))
              .build();
      long begin = System.nanoTime();
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 8)
              .mapToObj(i -> http.sendAsync(request, BodyHandlers.ofString()))
              .toList();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(
                Json.mapper()
                    .readTree(answer.join().body())
                    .at("/choices/0/message/content")
                    .asString())
            .isEqualTo("OK");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThan(Duration.ofMillis(1_999));
      assertThat(model.most()).isEqualTo(8);
      assertThat(model.most()).isZero();
    }
  }
}
