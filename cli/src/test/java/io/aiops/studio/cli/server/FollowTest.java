package io.aiops.studio.cli.server;

import static io.aiops.studio.cli.FakeStudio.problem;
import static io.aiops.studio.cli.FakeStudio.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.aiops.studio.cli.FakeStudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowTest {

  private static final String EVENTS = "GET /api/v1/executions/e1/events";
  private static final String END =
      "id: 1\ndata: {\"sequence\":1,\"type\":\"ExecutionCompleted\",\"at\":\"2026-11-25T12:00:00Z\",\"step\":null,\"data\":{}}\n\n";

  @TempDir Path data;
  @AutoClose private final FakeStudio studio = new FakeStudio();
  private final List<Duration> pauses = new ArrayList<>();
  private final Heard heard = new Heard();

  /** Notes what is told. */
  private static final class Heard implements Follow.Listener {
    private final List<String> told = new ArrayList<>();

    @Override
    public void event(ExecutionEvent event) {
      told.add(event.type());
    }

    @Override
    public void progress(String step, String message) {
      told.add(step + ": " + message);
    }

    @Override
    public void lost(String why) {
      told.add("lost");
    }

    @Override
    public void back() {
      told.add("back");
    }
  }

  private void follow() throws InterruptedException {
    try (Api api = new Api(studio.url(), Token.in(data))) {
      new Follow(api, pauses::add, "e1", heard).run();
    }
  }

  @Test
  void waits_longer_each_time_and_gives_up_after_ten_minutes() {
    studio.on(EVENTS, problem(503, "{\"status\":503,\"detail\":\"Away.\"}"));
    assertThatThrownBy(this::follow)
        .isInstanceOfSatisfying(NoAnswerException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
        .hasMessageContaining("10 minutes")
        .hasMessageContaining("./studio show e1 --follow");
    assertThat(pauses.subList(0, 6))
        .extracting(Duration::toMillis)
        .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 5000L);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    assertThat(heard.told).containsExactly("lost");
  }

  @Test
  void an_execution_that_is_not_there_ends_it_at_once() {
    studio.on(EVENTS, problem(404, "{\"status\":404,\"detail\":\"There is no execution 'e1'.\"}"));
    assertThatThrownBy(this::follow).isInstanceOf(RefusedException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_token_that_stays_refused_ends_it() {
    studio.on(EVENTS, problem(401, "{\"status\":401,\"detail\":\"Unknown.\"}"));
    assertThatThrownBy(this::follow).isInstanceOf(RefusedException.class);
    assertThat(studio.requests()).hasSize(5);
  }

  @Test
  void takes_the_new_token_of_a_restarted_server() throws IOException, InterruptedException {
    Path token = data.resolve("cli-token");
    Files.writeString(token, "old");
    studio
        .on(
            EVENTS,
            (request, exchange) -> {
              Files.writeString(token, "new");
              problem(401, "{\"status\":401,\"detail\":\"Unknown.\"}").to(request, exchange);
            })
        .on(EVENTS, stream(END));
    follow();
    assertThat(studio.requests())
        .extracting(request -> request.header("Authorization"))
        .containsExactly("Bearer old", "Bearer new");
  }

  @Test
  void waits_as_long_as_the_server_asks() throws InterruptedException {
    studio.on(EVENTS, FollowTest::tooMany).on(EVENTS, stream(END));
    follow();
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    assertThat(heard.told).containsExactly("lost", "back", "ExecutionCompleted");
  }

  private static void tooMany(FakeStudio.Request request, HttpExchange exchange)
      throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "7");
    problem(429, "{\"status\":429,\"detail\":\"Too many.\"}").to(request, exchange);
  }
}
