package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowModelTest {

  private static final Duration THINKING = Duration.ofSeconds(2);

  private final SlowModel model = new SlowModel(THINKING);

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void all_are_answered_after_a_while_and_at_the_same_time() {
    long begun = System.nanoTime();
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          Stream.generate(() -> client.sendAsync(question(), BodyHandlers.ofString()))
              .limit(8)
              .toList();
      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer.join().body()).contains("\"content\":\"OK\""));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(THINKING, THINKING.multipliedBy(8).minusMillis(1));
    assertThat(model.most()).isEqualTo(8);
    assertThat(model.most()).isZero();
  }

  @Test
  void a_connection_is_kept_and_a_question_may_come_in_pieces() throws IOException {
    URI url = URI.create(model.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      for (int i = 0; i < 2; i++) {
        for (String piece :
            List.of(
                "POST /v1/chat/completions HTTP/1.1\r\nContent-", "Length: 4\r\n\r\n", "{}{}")) {
          socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(answer(socket.getInputStream())).startsWith("HTTP/1.1 200 OK").contains("OK");
      }
    }
  }

  @Test
  void who_asks_no_question_is_hung_up_on() throws IOException {
    URI url = URI.create(model.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  private HttpRequest question() {
    return HttpRequest.newBuilder(URI.create(model.url() + "/chat/completions"))
        .version(HttpClient.Version.HTTP_1_1)
        .POST(BodyPublishers.ofString("{\"messages\":[]}"))
        .build();
  }

  private static String answer(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\"total_tokens\":11}}") < 0) {
      text.append((char) in.read());
    }
    return text.toString();
  }
}
