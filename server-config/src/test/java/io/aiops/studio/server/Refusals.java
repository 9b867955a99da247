package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Sends what a server refuses, and looks that nothing of it stays. */
record Refusals(Api api) {

  static final Duration AT_ONCE = Duration.ofSeconds(10);

  /** Refused as such things are, soon, and nothing is there that was not before. */
  Answer refused(String method, String path, String type, String body, String... headers) {
    List<String> before = kept();
    long begun = System.nanoTime();
    Answer answer = api.send(method, path, type, BodyPublishers.ofString(body), headers);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
    assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    answer.problem(answer.status());
    assertThat(kept()).isEqualTo(before);
    return answer;
  }

  /** What is there, as the lists show it. */
  List<String> kept() {
    List<String> kept = new ArrayList<>();
    for (String list :
        List.of(
            "/workflows?limit=200",
            "/executions?limit=200",
            "/connections",
            "/plugins",
            "/tokens",
            "/members",
            "/workspaces")) {
      JsonNode items = api.get(list).expect(200).json().get("items");
      items.forEach(item -> {
        for (String field : List.of("id", "userId", "name", "version")) {
          kept.add(list + " " + item.path(field));
        }
      });
    }
    return kept;
  }
}
